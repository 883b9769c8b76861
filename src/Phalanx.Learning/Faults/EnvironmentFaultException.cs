using Phalanx.Foundation;

namespace Phalanx.Learning.Faults;

/// <summary>
/// An environment misbehaved: it threw, broke a rule of the contract, or did not return. The message is one sentence that says which environment, episode
/// and step, what and when; the tool prints it as <c>error: ...</c> and exits with code 1. What the environment threw is the inner exception.
/// </summary>
public sealed class EnvironmentFaultException : Exception, IExplained
{
    /// <summary>A fault.</summary>
    /// <param name="fault">What is known of it.</param>
    /// <param name="innerException">What the environment threw; null where it threw nothing.</param>
    public EnvironmentFaultException(EnvironmentFault fault, Exception? innerException = null)
        : base(fault?.ToString(), innerException)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Fault = fault;
    }

    /// <summary>What is known of it.</summary>
    public EnvironmentFault Fault { get; }
}
