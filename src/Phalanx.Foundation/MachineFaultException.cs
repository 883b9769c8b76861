namespace Phalanx.Foundation;

/// <summary>
/// The machine cannot do what was asked for, and the same would be done elsewhere or later: a full disk, a quota, a file system that became read-only. The
/// message is one clear sentence that names the path, and the tool exits with code 1. A study takes it for no fault of the cell that met it.
/// </summary>
public sealed class MachineFaultException : ExplainedException
{
    /// <summary>A fault that is seen before anything fails.</summary>
    /// <param name="message">One clear sentence.</param>
    /// <param name="fault">What the machine refuses.</param>
    public MachineFaultException(string message, MachineFault fault)
        : base(Shown.Sentence(message)) => Fault = fault;

    /// <summary>A fault that came to light through another exception.</summary>
    /// <param name="message">One clear sentence.</param>
    /// <param name="fault">What the machine refuses.</param>
    /// <param name="innerException">The exception that told of it.</param>
    public MachineFaultException(string message, MachineFault fault, Exception innerException)
        : base(Shown.Sentence(message), innerException) => Fault = fault;

    /// <summary>What the machine refuses.</summary>
    public MachineFault Fault { get; }

    /// <summary>Whether space is missing: less might still fit.</summary>
    public bool IsOfSpace => Fault is MachineFault.FullDisk or MachineFault.Quota;
}
