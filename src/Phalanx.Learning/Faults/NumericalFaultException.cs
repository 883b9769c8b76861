using Phalanx.Foundation;

namespace Phalanx.Learning.Faults;

/// <summary>
/// A number that must be finite is not. Training does not go on with it: nothing more would be learned, and what is saved later would replace what was saved
/// before. The message is one sentence that says what, where and when, without a capital or full stop; the tool prints it as <c>error: ...</c> and exits
/// with code 1.
/// </summary>
public sealed class NumericalFaultException : Exception, IExplained
{
    /// <summary>A fault.</summary>
    /// <param name="fault">What is known of it.</param>
    /// <param name="innerException">The exception by which it came to light, or the same fault when less was known of it.</param>
    public NumericalFaultException(NumericalFault fault, Exception? innerException = null)
        : base(fault?.ToString(), innerException)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Fault = fault;
    }

    /// <summary>What is known of it.</summary>
    public NumericalFault Fault { get; }
}
