using Phalanx.Environments;
using Phalanx.Learning.Faults;

namespace Phalanx.Learning.Rollouts;

/// <summary>Faults of numbers in episodes. The code that finds one knows the place; the group that plays there adds which episode it is.</summary>
internal static class EpisodeFaults
{
    /// <summary>Numbers of an episode that are not finite.</summary>
    /// <param name="spec">What the environment is.</param>
    /// <param name="place">Its place in the batch.</param>
    /// <param name="tensor">Which numbers.</param>
    /// <param name="numbers">How many of them are what.</param>
    /// <param name="cause">The exception by which it came to light.</param>
    public static NumericalFaultException At(EnvironmentSpec spec, int place, string tensor, NonFinite numbers, Exception? cause = null) =>
        new(new NumericalFault { Tensor = tensor, Numbers = numbers, Episode = new EpisodeAddress(spec.Name, 0, 0, place, 0) }, cause);

    /// <summary>The same with the whole address.</summary>
    public static NumericalFaultException In(this NumericalFaultException found, EpisodeAddress address) =>
        new(found.Fault with { Episode = address }, found.InnerException);
}
