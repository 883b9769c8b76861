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
    /// <param name="ofEnvironment">Whether the environment gave them.</param>
    public static NumericalFaultException At(EnvironmentSpec spec, int place, string tensor, NonFinite numbers, Exception? cause = null, bool ofEnvironment = true) => new(
        new NumericalFault
        {
            Tensor = tensor,
            Numbers = numbers,
            Episode = new EpisodeAddress(spec.Name, 0, 0, place, 0),
            OfEnvironment = ofEnvironment,
        },
        cause);

    /// <summary>The same with the whole address.</summary>
    public static NumericalFaultException In(this NumericalFaultException found, EpisodeAddress address) =>
        new(found.Fault with { Episode = address }, found.InnerException);

    /// <summary>Whether an exception tells that an environment misbehaved, and not the team that plays in it.</summary>
    public static bool AreOfEnvironment(Exception failure) =>
        failure is EnvironmentFaultException or NumericalFaultException { Fault.OfEnvironment: true };

    /// <summary>The episode in which an environment misbehaved, where it is known and can be given up; null in any other case.</summary>
    public static EpisodeAddress? Skippable(Exception failure) => failure switch
    {
        EnvironmentFaultException { Fault.Hangs: false } found => found.Fault.Episode,
        NumericalFaultException { Fault.OfEnvironment: true } found => found.Fault.Episode,
        _ => null,
    };
}
