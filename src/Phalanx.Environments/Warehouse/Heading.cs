namespace Phalanx.Environments.Warehouse;

/// <summary>Where a robot faces, in the order in which it is observed.</summary>
internal enum Heading
{
    Up,
    Down,
    Left,
    Right,
}
