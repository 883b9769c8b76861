namespace Phalanx.Analysis.Isotonic;

/// <summary>
/// Finds the heaviest upper set of a block of a grid: with a cell it holds every cell of the block that is at least as high in all
/// coordinates. It is the closure problem, and what isotonic regression splits blocks by.
/// </summary>
internal abstract class UpperSets
{
    /// <summary>The finder that suits a grid.</summary>
    /// <param name="dimensions">How many coordinates a cell has.</param>
    /// <param name="side">How many values each of them takes.</param>
    public static UpperSets For(int dimensions, int side) =>
        dimensions <= 2 ? new Staircases(dimensions, side) : new MaximumClosure(dimensions, side);

    /// <summary>Marks the cells of an upper set of the largest gain.</summary>
    /// <param name="block">
    /// The cells of the block. It holds every cell that lies between two of its own, as differences of upper sets do.
    /// </param>
    /// <param name="gains">A gain for every cell of the grid, zero outside the block.</param>
    /// <param name="chosen">A mark for every cell of the grid; those of the block's cells are written.</param>
    public abstract void Find(ReadOnlySpan<int> block, ReadOnlySpan<double> gains, Span<bool> chosen);
}
