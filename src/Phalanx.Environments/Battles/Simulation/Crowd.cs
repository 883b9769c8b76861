using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Phalanx.Environments.Battles;

/// <summary>
/// The living units of one plane during a tick, close together in memory. Distances to all of them are compared a register at a time; what is found
/// is then worked off one by one in the order of ids, so that the result has the same bits at every width.
/// </summary>
internal sealed class Crowd
{
    /// <summary>How many units are compared at once.</summary>
    public const int Lanes = 8;

    /// <summary>Methods with registers are optimised when they are first called: before, the runtime would allocate for operations on them.</summary>
    public const MethodImplOptions Vectorised = MethodImplOptions.AggressiveOptimization;

    // So far outside that no unit on the map is near.
    private const double Nowhere = -1e6;

    public Crowd(int capacity)
    {
        Capacity = capacity;
        int padded = (capacity + Lanes - 1) / Lanes * Lanes;
        Units = new int[capacity];
        (X, Y, Separation) = (new double[padded], new double[padded], new double[padded]);
        (StartX, StartY) = (new double[padded], new double[padded]);
        (ShiftX, ShiftY) = (new double[capacity], new double[capacity]);
        (Remaining, GoesBack) = (new double[capacity], new bool[capacity]);
        Block = [new double[padded], new double[padded]];
        Stances = new Stance[capacity];
        Pairs = new (short, short)[capacity * (capacity - 1)];
    }

    /// <summary>How many units there can be.</summary>
    public int Capacity { get; }

    /// <summary>How many units there are.</summary>
    public int Count { get; private set; }

    /// <summary>The id of each unit.</summary>
    public int[] Units { get; }

    /// <summary>The centre of each unit, from the left.</summary>
    public double[] X { get; }

    /// <summary>The centre of each unit, from the bottom.</summary>
    public double[] Y { get; }

    /// <summary>The size of each unit for collisions.</summary>
    public double[] Separation { get; }

    /// <summary>Where each unit was when the tick began.</summary>
    public double[] StartX { get; }

    /// <summary>Where each unit was when the tick began.</summary>
    public double[] StartY { get; }

    /// <summary>How far each unit is pushed in a pass.</summary>
    public double[] ShiftX { get; }

    /// <summary>How far each unit is pushed in a pass.</summary>
    public double[] ShiftY { get; }

    /// <summary>How far each unit still has to walk; 0 of those who stand.</summary>
    public double[] Remaining { get; }

    /// <summary>Which units have to take back what they walked in this tick.</summary>
    public bool[] GoesBack { get; }

    /// <summary>
    /// For walkers of each side: the size of each unit that they have to walk around, and so small a number for others that they are never in the
    /// way.
    /// </summary>
    public double[][] Block { get; }

    /// <summary>Pairs of units that overlap, by their places. After a search among those gone back, a pair may stand here twice.</summary>
    public (short One, short Other)[] Pairs { get; }

    /// <summary>What each unit does, as far as others who bump into it care.</summary>
    public Stance[] Stances { get; }

    /// <summary>Takes in the living units of a plane; returns whether any of them walks.</summary>
    public bool Gather(Forces forces, Plane plane)
    {
        Count = 0;
        bool walks = false;
        for (int unit = 0; unit < forces.Count; unit++)
        {
            UnitType type = forces.Types[unit];
            if (forces.IsAlive(unit) && type.Plane == plane)
            {
                Stance stance = StanceOf(forces.Decisions[unit], type, forces.IsAlly(unit));
                Add(unit, forces.X[unit], forces.Y[unit], type.Separation, stance, stance.Walks && !forces.Stalled[unit]);
                walks |= stance.Walks;
                forces.Stalled[unit] &= stance.Walks;
            }
        }

        Pad();
        return walks;
    }

    /// <summary>Tells where all units are now.</summary>
    public void Scatter(Forces forces)
    {
        for (int place = 0; place < Count; place++)
        {
            (forces.X[Units[place]], forces.Y[Units[place]]) = (X[place], Y[place]);
        }
    }

    /// <summary>
    /// Finds all pairs whose discs overlap by more than <paramref name="slack"/>; returns how many, and leaves them in <see cref="Pairs"/>.
    /// </summary>
    public int FindOverlaps(double slack)
    {
        int count = 0;
        for (int one = 0; one < Count; one++)
        {
            // Bits of the first register that stand for the unit itself and those before it do not count.
            ulong after = ~0ul << ((one % Lanes) + 1);
            count = AddOverlaps(count, one, one / Lanes * Lanes, after, slack);
        }

        return count;
    }

    /// <summary>The same for the pairs of which a unit has just gone back: no others can have come about by that.</summary>
    public int FindOverlapsOfThoseGoneBack(double slack)
    {
        int count = 0;
        for (int one = 0; one < Count; one++)
        {
            if (GoesBack[one])
            {
                count = AddOverlaps(count, one, 0, ~0ul, slack);
            }
        }

        return count;
    }

    /// <summary>Adds the pairs of a unit and others from a register on.</summary>
    [MethodImpl(Vectorised)]
    private int AddOverlaps(int count, int one, int from, ulong mask, double slack)
    {
        // Read into locals: what is written below could otherwise be one of these arrays, for all that the compiler knows.
        ReadOnlySpan<double> xs = X, ys = Y, separations = Separation;
        Span<(short One, short Other)> pairs = Pairs;
        int units = Count;
        Vector512<double> x = Vector512.Create(xs[one]), y = Vector512.Create(ys[one]), own = Vector512.Create(separations[one] - slack);
        for (int first = from; first < units; first += Lanes, mask = ~0ul)
        {
            Vector512<double> dx = Vector512.Create(xs.Slice(first, Lanes)) - x;
            Vector512<double> dy = Vector512.Create(ys.Slice(first, Lanes)) - y;
            Vector512<double> reach = Vector512.Create(separations.Slice(first, Lanes)) + own;
            ulong bits = Vector512.LessThan((dx * dx) + (dy * dy), reach * reach).ExtractMostSignificantBits() & mask;
            for (; bits != 0; bits &= bits - 1)
            {
                int other = first + BitOperations.TrailingZeroCount(bits);
                if (other != one)
                {
                    pairs[count++] = ((short)one, (short)other);
                }
            }
        }

        return count;
    }

    private static Stance StanceOf(Decision decision, UnitType type, bool ally) => new(
        ally ? 0 : 1,
        decision.Walks,
        !decision.Walks && !decision.Acts && type.Speed > 0,
        type.Speed);

    private void Add(int unit, double x, double y, double separation, Stance stance, bool getsOn)
    {
        int place = Count++;
        Units[place] = unit;
        (X[place], Y[place], Separation[place]) = (x, y, separation);
        (StartX[place], StartY[place]) = (x, y);
        (Stances[place], Remaining[place]) = (stance, 0);
        Block[0][place] = getsOn && stance.Side == 0 ? Nowhere : separation;
        Block[1][place] = getsOn && stance.Side == 1 ? Nowhere : separation;
    }

    private void Pad()
    {
        for (int place = Count; place % Lanes != 0; place++)
        {
            (X[place], Y[place], Separation[place]) = (Nowhere, Nowhere, 0);
            (StartX[place], StartY[place]) = (Nowhere, Nowhere);
            (Block[0][place], Block[1][place]) = (Nowhere, Nowhere);
        }
    }
}
