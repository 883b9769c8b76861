namespace Phalanx.Native;

/// <summary>Where to write what the environments of a list look like now; a buffer that is not wanted is empty.</summary>
internal readonly ref struct ViewBuffers
{
    /// <summary>[environments x agents x observation size].</summary>
    public Span<float> Observations { get; init; }

    /// <summary>[environments x state size].</summary>
    public Span<float> State { get; init; }

    /// <summary>[environments x agents x actions].</summary>
    public Span<bool> Available { get; init; }

    /// <summary>[environments x statistics].</summary>
    public Span<float> Statistics { get; init; }

    /// <summary>[environments x agents x feature size].</summary>
    public Span<float> Features { get; init; }

    /// <summary>[environments x entities x width].</summary>
    public Span<float> Entities { get; init; }

    /// <summary>[environments x entities].</summary>
    public Span<bool> Absent { get; init; }

    /// <summary>[environments x agents x entities].</summary>
    public Span<bool> Hidden { get; init; }

    /// <summary>[environments x agents].</summary>
    public Span<bool> Alive { get; init; }
}
