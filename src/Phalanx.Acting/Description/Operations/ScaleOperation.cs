namespace Phalanx.Acting;

/// <summary>Every column times its factor, on rows of agents or of entities.</summary>
public sealed class ScaleOperation : PolicyOperation
{
    internal const string Name = "scale";

    /// <summary>A scaling.</summary>
    /// <param name="input">What it reads, [rows, w].</param>
    /// <param name="output">What it makes, [rows, w].</param>
    /// <param name="factor">The tensor [w].</param>
    public ScaleOperation(string input, string output, string factor)
        : base(input, output)
    {
        Factor = factor;
        Tensors = Array.AsReadOnly(new[] { factor });
    }

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <summary>The tensor [w].</summary>
    public string Factor { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors { get; }
}
