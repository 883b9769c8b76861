using System.Runtime.Intrinsics;

namespace Phalanx.Environments.Battles;

/// <summary>
/// Which units of one side each agent sees and reaches, and where they are from there. All of it is found once a step, eight units at a
/// time: distances in double, and divided in double, so that what agents see is rounded once. Every operation is one of IEEE on single
/// elements; the results are the same for every width of registers.
/// </summary>
internal sealed class SideSight
{
    private const int Lanes = 8;
    private const int Half = Lanes / 2;

    // Where the dead are: out of sight of all.
    private const double Nowhere = double.PositiveInfinity;

    private readonly int _stride;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly float[] _distances;
    private readonly float[] _across;
    private readonly float[] _up;

    public SideSight(int agents, int units)
    {
        _stride = (units + Lanes - 1) / Lanes * Lanes;
        (_x, _y) = (new double[_stride], new double[_stride]);
        (_distances, _across, _up) = (new float[agents * _stride], new float[agents * _stride], new float[agents * _stride]);
        (Seen, Reached) = (new UnitSets(agents, units), new UnitSets(agents, units));
        Array.Fill(_x, Nowhere);
        Array.Fill(_y, Nowhere);
    }

    /// <summary>The living units of the side that each agent sees.</summary>
    public UnitSets Seen { get; }

    /// <summary>The living units of the side that each agent reaches.</summary>
    public UnitSets Reached { get; }

    /// <summary>How far a unit that an agent sees is away, as a part of the agent's sight.</summary>
    public ReadOnlySpan<float> DistancesFrom(int agent) => _distances.AsSpan(agent * _stride, _stride);

    /// <summary>How far a unit that an agent sees is to the right, as a part of the agent's sight.</summary>
    public ReadOnlySpan<float> AcrossFrom(int agent) => _across.AsSpan(agent * _stride, _stride);

    /// <summary>How far a unit that an agent sees is above, as a part of the agent's sight.</summary>
    public ReadOnlySpan<float> UpFrom(int agent) => _up.AsSpan(agent * _stride, _stride);

    /// <summary>Takes the place of a unit; of a dead one nothing is left.</summary>
    public void Place(int unit, in UnitSnapshot now) => (_x[unit], _y[unit]) = now.IsAlive ? (now.X, now.Y) : (Nowhere, Nowhere);

    /// <summary>Where a living unit is, from the left.</summary>
    public double XOf(int unit) => _x[unit];

    /// <summary>Where a living unit is, from the bottom.</summary>
    public double YOf(int unit) => _y[unit];

    /// <summary>Makes an agent see and reach nothing, as the dead do.</summary>
    public void SeeNothing(int agent)
    {
        Seen[agent].Clear();
        Reached[agent].Clear();
    }

    /// <summary>Finds what an agent sees and reaches.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="x">Where it is, from the left.</param>
    /// <param name="y">Where it is, from the bottom.</param>
    /// <param name="sight">What distances are divided by.</param>
    /// <param name="seenBelow">What is nearer than that is seen.</param>
    /// <param name="reachedUpTo">What is not farther than that is reached.</param>
    public void Scan(int agent, double x, double y, double sight, double seenBelow, double reachedUpTo)
    {
        Span<ulong> seen = Seen[agent];
        Span<ulong> reached = Reached[agent];
        SeeNothing(agent);
        int row = agent * _stride;
        Vector256<double> fromX = Vector256.Create(x);
        Vector256<double> fromY = Vector256.Create(y);
        Vector256<double> scale = Vector256.Create(sight);
        Vector256<double> eye = Vector256.Create(seenBelow);
        Vector256<double> arm = Vector256.Create(reachedUpTo);
        for (int unit = 0; unit < _stride; unit += Lanes)
        {
            Vector256<double> leftX = Vector256.Create<double>(_x.AsSpan(unit, Half)) - fromX;
            Vector256<double> leftY = Vector256.Create<double>(_y.AsSpan(unit, Half)) - fromY;
            Vector256<double> rightX = Vector256.Create<double>(_x.AsSpan(unit + Half, Half)) - fromX;
            Vector256<double> rightY = Vector256.Create<double>(_y.AsSpan(unit + Half, Half)) - fromY;
            Vector256<double> left = Vector256.Sqrt((leftX * leftX) + (leftY * leftY));
            Vector256<double> right = Vector256.Sqrt((rightX * rightX) + (rightY * rightY));
            int shift = unit % UnitSets.UnitsPerWord;
            ulong inSight = Bits(Vector256.LessThan(left, eye), Vector256.LessThan(right, eye));
            reached[unit / UnitSets.UnitsPerWord] |= Bits(Vector256.LessThanOrEqual(left, arm), Vector256.LessThanOrEqual(right, arm)) << shift;
            seen[unit / UnitSets.UnitsPerWord] |= inSight << shift;
            if (inSight != 0)
            {
                Vector256.Narrow(left / scale, right / scale).CopyTo(_distances, row + unit);
                Vector256.Narrow(leftX / scale, rightX / scale).CopyTo(_across, row + unit);
                Vector256.Narrow(leftY / scale, rightY / scale).CopyTo(_up, row + unit);
            }
        }
    }

    private static ulong Bits(Vector256<double> left, Vector256<double> right) =>
        left.ExtractMostSignificantBits() | (right.ExtractMostSignificantBits() << Half);
}
