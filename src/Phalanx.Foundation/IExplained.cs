namespace Phalanx.Foundation;

/// <summary>A failure that its message explains by itself: one sentence, which is told as it is. Exceptions that have it are listed nowhere else.</summary>
public interface IExplained
{
    /// <summary>The sentence, without a capital or full stop.</summary>
    string Message { get; }
}
