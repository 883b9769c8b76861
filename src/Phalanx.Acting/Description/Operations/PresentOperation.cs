namespace Phalanx.Acting;

/// <summary>Makes the rows of absent agents zeros.</summary>
public sealed class PresentOperation : PolicyOperation
{
    internal const string Name = "present";

    /// <summary>Zeros for absent agents.</summary>
    /// <param name="input">What it reads, [agents, w].</param>
    /// <param name="output">What it makes, [agents, w].</param>
    public PresentOperation(string input, string output)
        : base(input, output)
    {
    }

    /// <inheritdoc/>
    public override string Kind => Name;
}
