using System.Numerics;
using Phalanx.Numerics;

namespace Phalanx.Learning.Shards;

/// <summary>
/// What a loss leaves besides its value: tensors that a later phase of the same training step reads, and this shard's share of the
/// figures that the algorithm declares for the metrics.
/// </summary>
public sealed class ShardNotes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _figures;
    private Tensor<T>?[] _kept = [];

    /// <summary>Notes of an algorithm with so many figures.</summary>
    public ShardNotes(int figures) => _figures = new double[figures];

    /// <summary>Shares of the figures, in the order in which the algorithm declares them.</summary>
    public Span<double> Figures => _figures;

    /// <summary>A tensor that was kept in this training step; null if none was.</summary>
    /// <param name="key">The algorithm's own number for it, from 0.</param>
    public Tensor<T>? this[int key]
    {
        get => key < _kept.Length ? _kept[key] : null;
        set
        {
            if (key >= _kept.Length)
            {
                Array.Resize(ref _kept, key + 1);
            }

            _kept[key] = value;
        }
    }

    /// <summary>Begins a training step: nothing is kept, and figures are zero.</summary>
    public void Clear()
    {
        Array.Clear(_kept);
        Array.Clear(_figures);
    }
}
