"""What charts show, as plain values: bullets, trajectories, and who answers for what. Nothing here draws.

The report's pictures and those of a notebook are drawn from the same values. Every amount is a fraction in the unit of
the indicator; what is not known is named, and never a zero.
"""

from policytargets.charts._amounts import Seen
from policytargets.charts._bullets import Bullet, bullet
from policytargets.charts._matrix import Cell, Matrix, responsibility_matrix
from policytargets.charts._trajectories import Level, Line, Trajectory, trajectory

__all__ = [
    "Bullet",
    "Cell",
    "Level",
    "Line",
    "Matrix",
    "Seen",
    "Trajectory",
    "bullet",
    "responsibility_matrix",
    "trajectory",
]
