using Phalanx.Foundation;

namespace Phalanx.Learning.Rollouts;

/// <summary>An environment threw. The code that finds it knows the call; the group that plays there adds which episode it is.</summary>
/// <param name="method">The method that was called.</param>
/// <param name="place">The environment's place in the batch; null where several were called at once.</param>
/// <param name="thrown">What it threw.</param>
internal sealed class EnvironmentCallException(string method, int? place, Exception thrown)
    : Exception($"{method} threw {thrown.GetType().Name} (\"{Shown.Sentence(thrown.Message)}\")", thrown)
{
    /// <summary>The environment's place in the batch, where it is known.</summary>
    public int? Place => place;
}
