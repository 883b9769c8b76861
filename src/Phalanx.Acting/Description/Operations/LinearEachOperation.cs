namespace Phalanx.Acting;

/// <summary><c>f(x Wᵀ + b)</c> on rows of agents, every agent with a layer of its own.</summary>
public sealed class LinearEachOperation : PolicyOperation
{
    internal const string Name = "linear_each";

    /// <summary>A layer for each agent.</summary>
    /// <param name="input">What it reads, [agents, in].</param>
    /// <param name="output">What it makes, [agents, out].</param>
    /// <param name="weight">The tensor [agents, out, in].</param>
    /// <param name="bias">The tensor [agents, out].</param>
    /// <param name="activation">What follows.</param>
    public LinearEachOperation(string input, string output, string weight, string bias, PolicyActivation activation)
        : base(input, output)
    {
        (Weight, Bias, Activation) = (weight, bias, activation);
        Tensors = Array.AsReadOnly(new[] { weight, bias });
    }

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <summary>The tensor [agents, out, in].</summary>
    public string Weight { get; }

    /// <summary>The tensor [agents, out].</summary>
    public string Bias { get; }

    /// <summary>What follows.</summary>
    public PolicyActivation Activation { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors { get; }
}
