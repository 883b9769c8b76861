namespace Phalanx.Acting;

/// <summary>
/// A gated recurrent unit on rows of agents. With i and h for the linear projections of input and memory, each with its bias, and s for the logistic function:
/// <code>
/// r = s(i_r + h_r)      z = s(i_z + h_z)      n = tanh(i_n + r h_n)      memory' = n + z (memory - n)
/// </code>
/// The result is the memory of the next step. A policy has at most one.
/// </summary>
public sealed class GruOperation : PolicyOperation
{
    internal const string Name = "gru";

    /// <summary>A gated recurrent unit of memory M.</summary>
    /// <param name="input">What it reads, [agents, in].</param>
    /// <param name="output">What it makes, [agents, M].</param>
    /// <param name="inputWeight">The tensor [3M, in], gates in the order r, z, n.</param>
    /// <param name="memoryWeight">The tensor [3M, M].</param>
    /// <param name="inputBias">The tensor [3M].</param>
    /// <param name="memoryBias">The tensor [3M].</param>
    public GruOperation(string input, string output, string inputWeight, string memoryWeight, string inputBias, string memoryBias)
        : base(input, output)
    {
        (InputWeight, MemoryWeight, InputBias, MemoryBias) = (inputWeight, memoryWeight, inputBias, memoryBias);
        Tensors = Array.AsReadOnly(new[] { inputWeight, memoryWeight, inputBias, memoryBias });
    }

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <summary>The tensor [3M, in], gates in the order r, z, n; <c>weight_ih</c> in files.</summary>
    public string InputWeight { get; }

    /// <summary>The tensor [3M, M]; <c>weight_hh</c> in files.</summary>
    public string MemoryWeight { get; }

    /// <summary>The tensor [3M]; <c>bias_ih</c> in files.</summary>
    public string InputBias { get; }

    /// <summary>The tensor [3M]; <c>bias_hh</c> in files.</summary>
    public string MemoryBias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors { get; }
}
