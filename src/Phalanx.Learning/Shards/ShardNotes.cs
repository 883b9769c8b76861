using System.Numerics;
using Phalanx.Learning.Faults;
using Phalanx.Numerics;

namespace Phalanx.Learning.Shards;

/// <summary>
/// What a loss leaves besides its value: tensors that a later phase of the same training step reads, this shard's share of the
/// figures that the algorithm declares for the metrics, and what it noted of the values that it regresses.
/// </summary>
public sealed class ShardNotes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _figures;
    private Tensor<T>?[] _kept = [];
    private double _gap;

    /// <summary>Notes of an algorithm with so many figures.</summary>
    public ShardNotes(int figures) => _figures = new double[figures];

    /// <summary>Shares of the figures, in the order in which the algorithm declares them.</summary>
    public Span<double> Figures => _figures;

    /// <summary>The largest |Q| that was noted in this training step; null while none was.</summary>
    public double? LargestValue { get; private set; }

    /// <summary>Values or targets that are not finite, the first that were noted in this training step; null where all are.</summary>
    public (string Tensor, NonFinite Numbers)? Fault { get; private set; }

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
        (LargestValue, Fault, _gap) = (null, null, 0);
    }

    /// <summary>Notes values that are regressed on targets.</summary>
    /// <param name="largest">The largest of them, without its sign.</param>
    /// <param name="gap">This shard's share of the mean gap.</param>
    internal void Note(double largest, double gap)
    {
        LargestValue = Math.Max(LargestValue ?? 0, largest);
        _gap += gap;
    }

    /// <summary>Notes numbers that are not finite, unless there are such already.</summary>
    internal void Note(string tensor, NonFinite numbers) => Fault ??= (tensor, numbers);

    /// <summary>The gap that was noted since the last call.</summary>
    internal double TakeGap()
    {
        double gap = _gap;
        _gap = 0;
        return gap;
    }
}
