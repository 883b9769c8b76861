namespace Phalanx.Drills;

/// <summary>How a drill is done.</summary>
/// <param name="Seed">Decides all that is random in it.</param>
/// <param name="Count">How many times.</param>
/// <param name="Progress">Where it tells how far it is.</param>
/// <param name="Only">What the name of a part must have in it to be done; null for all parts of a drill that has parts.</param>
internal sealed record DrillRequest(ulong Seed, int Count, TextWriter Progress, string? Only = null)
{
    /// <summary>Random numbers of one case: the same for a seed, whatever the cases before it were.</summary>
    /// <param name="number">The number of the case.</param>
    public Random RandomOf(int number)
    {
        // Numbers of neighbouring seeds are alike at first, so the bits are mixed: the finisher of SplitMix64.
        ulong bits = (Seed * 0x9E3779B97F4A7C15) + (ulong)number;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return new Random((int)(bits >> 33));
    }
}
