namespace Phalanx.Acting;

/// <summary>A description and its weights, found to fit each other: all that acting needs, and what is written to policy files and translated to other formats.</summary>
public sealed class ExportedPolicy
{
    private readonly Dictionary<string, PolicyTensor> _tensors;
    private readonly Dictionary<string, ValueShape> _shapes;

    /// <summary>A description with its weights.</summary>
    /// <param name="description">The description.</param>
    /// <param name="tensors">The tensors that its operations use, each once and no other.</param>
    /// <exception cref="PolicyFormatException">The description contradicts itself, or the tensors do not fit it.</exception>
    public ExportedPolicy(PolicyDescription description, IReadOnlyList<PolicyTensor> tensors)
    {
        Description = description;
        Tensors = new List<PolicyTensor>(tensors).AsReadOnly();
        _tensors = new Dictionary<string, PolicyTensor>(StringComparer.Ordinal);
        foreach (PolicyTensor tensor in tensors)
        {
            if (!_tensors.TryAdd(tensor.Name, tensor))
            {
                throw new PolicyFormatException($"There are two tensors named '{tensor.Name}'.");
            }
        }

        SizeChecks.ThrowIfWrong(description);
        _shapes = new OperationChecks(description, _tensors).Shapes;
        TensorChecks.ThrowIfWrong(description, Tensors);
    }

    /// <summary>What the policy is.</summary>
    public PolicyDescription Description { get; }

    /// <summary>The weights.</summary>
    public IReadOnlyList<PolicyTensor> Tensors { get; }

    /// <summary>How many values there are for each agent: as many as actions or dimensions, or twice as many as dimensions, of which the first half is read.</summary>
    public int Outputs => ShapeOf(PolicyDescription.Value).Width;

    /// <summary>The tensor of a name that an operation uses.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public PolicyTensor TensorOf(string name) => _tensors[name];

    /// <summary>The shape of a value that is given or that an operation makes.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ValueShape ShapeOf(string value) => _shapes[value];
}
