using System.Numerics;

namespace Phalanx.Numerics.Kernels;

/// <summary>
/// The right operand of a product, rearranged into panels of as many columns as a tile has, each panel contiguous, the last
/// one padded with zeros. Weights are packed once per training step and used by every shard.
/// </summary>
public sealed class PackedMatrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedMemory<T> _memory;

    internal PackedMatrix(SimdLevel level, int inner, int columns, int panelWidth)
    {
        Level = level;
        Inner = inner;
        Columns = columns;
        PanelWidth = panelWidth;
        _memory = new AlignedMemory<T>(checked((columns + panelWidth - 1) / panelWidth * panelWidth * inner));
    }

    /// <summary>The level whose tiles the panels fit.</summary>
    public SimdLevel Level { get; }

    /// <summary>Rows of the matrix: the inner dimension of the product.</summary>
    public int Inner { get; }

    /// <summary>Columns of the matrix.</summary>
    public int Columns { get; }

    internal int PanelWidth { get; }

    internal Span<T> Panels => _memory.Span;
}
