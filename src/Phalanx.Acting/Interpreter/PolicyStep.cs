namespace Phalanx.Acting;

/// <summary>An operation made ready to run: its weights packed, its values found by number. It is immutable and shared by all teams of a policy.</summary>
internal abstract class PolicyStep
{
    protected PolicyStep(int input, int output) => (Input, Output) = (input, output);

    /// <summary>The number of the value that it reads.</summary>
    public int Input { get; }

    /// <summary>The number of the value that it makes.</summary>
    public int Output { get; }

    /// <summary>Computes the value of one step of a team.</summary>
    public abstract void Run(PolicyWorkspace workspace);
}
