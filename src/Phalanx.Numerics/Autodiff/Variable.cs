using System.Numerics;

namespace Phalanx.Numerics.Autodiff;

/// <summary>A value on a <see cref="Tape{T}"/>: what operations take and give. A handle, cheap to copy.</summary>
public readonly partial struct Variable<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tape<T>? _tape;
    private readonly int _generation;

    internal Variable(Tape<T> tape, int index, int generation)
    {
        _tape = tape;
        Index = index;
        _generation = generation;
    }

    /// <summary>The tape.</summary>
    public Tape<T> Tape => _tape ?? throw new InvalidOperationException("The variable was never put on a tape.");

    /// <summary>The elements.</summary>
    public Tensor<T> Value => Tape.NodeOf(this).Value;

    /// <summary>The shape of the elements.</summary>
    public Shape Shape => Value.Shape;

    /// <summary>Whether a gradient can flow back through this value.</summary>
    public bool RequiresGradient => Tape.NodeOf(this).RequiresGradient;

    internal int Index { get; }

    internal bool IsOf(Tape<T> tape, int generation) => _tape == tape && _generation == generation;
}
