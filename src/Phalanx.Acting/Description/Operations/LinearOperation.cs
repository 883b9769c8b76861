namespace Phalanx.Acting;

/// <summary><c>f(x Wᵀ + b + the rows looked up)</c>, on rows of agents or of entities.</summary>
public sealed class LinearOperation : PolicyOperation
{
    internal const string Name = "linear";

    /// <summary>A linear operation.</summary>
    /// <param name="input">What it reads, [rows, in].</param>
    /// <param name="output">What it makes, [rows, out].</param>
    /// <param name="weight">The tensor [out, in].</param>
    /// <param name="bias">The tensor [out]; null for none.</param>
    /// <param name="activation">What follows.</param>
    /// <param name="lookups">What is looked up and added, in order.</param>
    public LinearOperation(
        string input, string output, string weight, string? bias, PolicyActivation activation, params PolicyLookup[] lookups)
        : base(input, output)
    {
        (Weight, Bias, Activation) = (weight, bias, activation);
        Lookups = Array.AsReadOnly((PolicyLookup[])lookups.Clone());
        var tensors = new List<string> { weight };
        if (bias is not null)
        {
            tensors.Add(bias);
        }

        foreach (PolicyLookup lookup in lookups)
        {
            tensors.Add(lookup.Table);
        }

        Tensors = tensors.AsReadOnly();
    }

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <summary>The tensor [out, in].</summary>
    public string Weight { get; }

    /// <summary>The tensor [out]; null for none.</summary>
    public string? Bias { get; }

    /// <summary>What follows.</summary>
    public PolicyActivation Activation { get; }

    /// <summary>What is looked up and added, in order.</summary>
    public IReadOnlyList<PolicyLookup> Lookups { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tensors { get; }
}
