using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>
/// The directions in which agents look, and the cones that they see and reach because of it. A target is in a cone when the cosine of the
/// angle between its direction and that of the agent is larger than the cosine of half the cone.
/// </summary>
internal sealed class FieldOfView
{
    // How far SMACv2 keeps slopes from the vertical.
    private const double Sliver = 1e-7;

    private readonly bool _slopes;
    private readonly double _edge;
    private readonly (double X, double Y)[] _directions;
    private readonly (double X, double Y)[] _facing;

    public FieldOfView(SmacRules rules)
    {
        int count = rules.Extras.FacingActions;
        _slopes = rules.Extras.SlopesInsteadOfDirections;
        _edge = Elementary.Cos(Math.PI / count);
        _directions =
        [
            .. Enumerable.Range(0, count)
                .Select(number => 2 * Math.PI * number / count)
                .Select(angle => (Elementary.Cos(angle), Elementary.Sin(angle))),
        ];
        _facing = new (double, double)[rules.Allies];
    }

    /// <summary>Lets all agents look to the right.</summary>
    public void Begin() => Array.Fill(_facing, (1, 0));

    /// <summary>Turns an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="direction">The number of the direction, counted from the right against the clock.</param>
    public void Turn(int agent, int direction) => _facing[agent] = _directions[direction];

    /// <summary>How wide all cones are, in radians.</summary>
    public double Cone => 2 * Math.PI / _directions.Length;

    /// <summary>The angle of an agent's direction in radians, from the right against the clock.</summary>
    public double AngleOf(int agent) => Cone * Array.IndexOf(_directions, _facing[agent]);

    /// <summary>Writes the direction of an agent.</summary>
    public void Write(int agent, Span<float> features) => (features[0], features[1]) = ((float)_facing[agent].X, (float)_facing[agent].Y);

    /// <summary>Takes out of what an agent sees and reaches the units that are not in its cone.</summary>
    public void Narrow(int agent, double x, double y, SideSight sight)
    {
        Span<ulong> seen = sight.Seen[agent];
        Span<ulong> reached = sight.Reached[agent];
        foreach (int unit in new UnitsOf(seen))
        {
            if (!IsInCone(agent, sight.XOf(unit) - x, sight.YOf(unit) - y))
            {
                seen.Remove(unit);
            }
        }

        foreach (int unit in new UnitsOf(reached))
        {
            if (!IsInCone(agent, sight.XOf(unit) - x, sight.YOf(unit) - y))
            {
                reached.Remove(unit);
            }
        }
    }

    private bool IsInCone(int agent, double across, double up)
    {
        (double faceX, double faceY) = _facing[agent];
        if (_slopes)
        {
            // A slope does not tell left from right, so SMACv2 moves the direction to the side of the target.
            faceX = across > 0 ? Math.Max(faceX, Sliver) : Math.Min(faceX, -Sliver);
            across = across > 0 ? Math.Max(across, Sliver) : Math.Min(across, -Sliver);
        }

        double lengths = Math.Sqrt((across * across) + (up * up)) * Math.Sqrt((faceX * faceX) + (faceY * faceY));
        return (across * faceX) + (up * faceY) > _edge * lengths || lengths == 0;
    }
}
