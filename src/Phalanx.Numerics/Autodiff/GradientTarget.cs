namespace Phalanx.Numerics.Autodiff;

/// <summary>
/// Where an operation puts the gradient of one of its inputs. The first write of a pass finds undefined elements and must overwrite all
/// of them; later writes must add.
/// </summary>
/// <param name="span">The elements.</param>
/// <param name="accumulate">Whether to add.</param>
public readonly ref struct GradientTarget<T>(Span<T> span, bool accumulate)
    where T : unmanaged
{
    /// <summary>The elements.</summary>
    public Span<T> Span { get; } = span;

    /// <summary>Whether to add to what is there instead of overwriting it.</summary>
    public bool Accumulate { get; } = accumulate;

    /// <summary>The elements, set to zero where nothing has been added yet: for operations that touch only some of them.</summary>
    public Span<T> Added()
    {
        if (!Accumulate)
        {
            Span.Clear();
        }

        return Span;
    }
}
