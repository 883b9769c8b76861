using System.Numerics;

namespace Phalanx.Environments.Battles;

/// <summary>For each of some agents a set of units of one side, one bit each.</summary>
internal sealed class UnitSets(int agents, int units)
{
    /// <summary>How many units share a word.</summary>
    public const int UnitsPerWord = 64;

    private readonly int _words = (units + UnitsPerWord - 1) / UnitsPerWord;
    private readonly ulong[] _bits = new ulong[agents * ((units + UnitsPerWord - 1) / UnitsPerWord)];

    /// <summary>The units of one agent's set.</summary>
    public Span<ulong> this[int agent] => _bits.AsSpan(agent * _words, _words);

    /// <summary>Makes all sets empty.</summary>
    public void Clear() => Array.Clear(_bits);
}

/// <summary>The units of a set, from the lowest id on.</summary>
internal ref struct UnitsOf(ReadOnlySpan<ulong> bits)
{
    private readonly ReadOnlySpan<ulong> _bits = bits;
    private ulong _rest = bits.IsEmpty ? 0 : bits[0];
    private int _word;

    /// <summary>The id of the unit.</summary>
    public int Current { get; private set; }

    /// <summary>Goes to the next unit.</summary>
    public bool MoveNext()
    {
        while (_rest == 0)
        {
            if (++_word >= _bits.Length)
            {
                return false;
            }

            _rest = _bits[_word];
        }

        Current = (_word * UnitSets.UnitsPerWord) + BitOperations.TrailingZeroCount(_rest);
        _rest &= _rest - 1;
        return true;
    }

    /// <summary>The set itself, to be enumerated.</summary>
    public readonly UnitsOf GetEnumerator() => this;
}

/// <summary>Single units of a set.</summary>
internal static class UnitSetExtensions
{
    /// <summary>Whether a unit is in the set.</summary>
    public static bool Has(this ReadOnlySpan<ulong> set, int unit) =>
        (set[unit / UnitSets.UnitsPerWord] & (1ul << unit)) != 0;

    /// <summary>Whether a unit is in the set.</summary>
    public static bool Has(this Span<ulong> set, int unit) => Has((ReadOnlySpan<ulong>)set, unit);

    /// <summary>Puts a unit into the set.</summary>
    public static void Add(this Span<ulong> set, int unit) => set[unit / UnitSets.UnitsPerWord] |= 1ul << unit;

    /// <summary>Takes a unit out of the set.</summary>
    public static void Remove(this Span<ulong> set, int unit) => set[unit / UnitSets.UnitsPerWord] &= ~(1ul << unit);

    /// <summary>Keeps what is in the other set too.</summary>
    public static void Intersect(this Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        for (int word = 0; word < set.Length; word++)
        {
            set[word] &= other[word];
        }
    }
}
