namespace Phalanx.Acting;

/// <summary>
/// Goes through the operations of a description in order, and finds the shape of every value and the shape that every tensor must have. What is used before it
/// exists, is made twice or has another shape is refused. Sizes multiply in 64 bits.
/// </summary>
internal sealed class OperationChecks
{
    private readonly PolicyDescription _description;
    private readonly Dictionary<string, PolicyTensor> _tensors;
    private readonly HashSet<string> _used = new HashSet<string>(StringComparer.Ordinal);
    private bool _hasGru;
    private long _numbers;

    /// <exception cref="PolicyFormatException">An operation is wrong.</exception>
    public OperationChecks(PolicyDescription description, Dictionary<string, PolicyTensor> tensors)
    {
        (_description, _tensors) = (description, tensors);
        if (description.Entities is { } entities)
        {
            Shapes.Add(PolicyDescription.Entity, new ValueShape(true, entities.Width));
        }
        else
        {
            Shapes.Add(PolicyDescription.Observation, new ValueShape(false, description.ObservationSize));
        }

        foreach (PolicyOperation operation in description.Operations)
        {
            Add(operation);
        }

        RequireEnd();
    }

    /// <summary>The shapes of all values, by their names.</summary>
    public Dictionary<string, ValueShape> Shapes { get; } = new Dictionary<string, ValueShape>(StringComparer.Ordinal);

    private void Add(PolicyOperation operation)
    {
        RequireName(operation.Output);
        ValueShape input = Shapes.TryGetValue(operation.Input, out ValueShape found)
            ? found
            : throw new PolicyFormatException($"The operation that makes '{operation.Output}' reads '{operation.Input}', which nothing has made before it.");
        ValueShape output = operation switch
        {
            LinearOperation linear => Linear(linear, input),
            LinearEachOperation each => LinearEach(each, input),
            GruOperation gru => Gru(gru, input),
            ScaleOperation scale => Scale(scale, input),
            AttendOperation attend => Attend(attend, input),
            PoolOperation pool => OfAgents(RequireRows(pool, input, ofEntities: true)),
            PresentOperation present => Present(present, input),
            _ => throw new PolicyFormatException($"There is no operation '{operation.Kind}'."),
        };
        if (output.Width < 1 || output.Width > PolicyLimits.Width)
        {
            throw new PolicyFormatException($"The value '{operation.Output}' has {output.Width} columns; it must have from 1 to {PolicyLimits.Width}.");
        }

        _numbers += (long)output.Width * (output.OfEntities ? _description.Entities!.Count : _description.Agents);
        if (_numbers > PolicyLimits.Numbers)
        {
            throw new PolicyFormatException($"The values of a team would have more than {PolicyLimits.Numbers} numbers, which no policy needs.");
        }

        if (!Shapes.TryAdd(operation.Output, output))
        {
            throw new PolicyFormatException($"Two operations make '{operation.Output}', or one makes what is given; every value has a name of its own.");
        }
    }

    private ValueShape Linear(LinearOperation linear, ValueShape input)
    {
        int width = FirstLength(linear.Weight, rank: 2);
        RequireShape(linear.Weight, width, input.Width);
        if (linear.Bias is { } bias)
        {
            RequireShape(bias, width);
        }

        if (linear.Lookups.Count > PolicyLimits.Lookups)
        {
            throw new PolicyFormatException($"The operation that makes '{linear.Output}' has {linear.Lookups.Count} look-ups; at most {PolicyLimits.Lookups} are allowed.");
        }

        foreach (PolicyLookup lookup in linear.Lookups)
        {
            RequireShape(lookup.Table, Classes(linear, lookup.Index, input), width);
        }

        return new ValueShape(input.OfEntities, width);
    }

    private int Classes(LinearOperation linear, PolicyIndex index, ValueShape input)
    {
        if (index == PolicyIndex.Agent)
        {
            RequireRows(linear, input, ofEntities: false);
            return _description.Agents;
        }

        return _description.Actions.IsDiscrete
            ? _description.Actions.Count
            : throw new PolicyFormatException($"The operation that makes '{linear.Output}' looks the last action up, but actions are numbers within bounds.");
    }

    private ValueShape LinearEach(LinearEachOperation each, ValueShape input)
    {
        RequireRows(each, input, ofEntities: false);
        RequireRank(each.Weight, 3);
        int width = _tensors[each.Weight].Shape[1];
        RequireShape(each.Weight, _description.Agents, width, input.Width);
        RequireShape(each.Bias, _description.Agents, width);
        return OfAgents(width);
    }

    private ValueShape Gru(GruOperation gru, ValueShape input)
    {
        RequireRows(gru, input, ofEntities: false);
        if (_hasGru)
        {
            throw new PolicyFormatException("There are two operations 'gru'; a policy has at most one memory.");
        }

        _hasGru = true;
        int memory = _description.Memory;
        RequireShape(gru.InputWeight, 3L * memory, input.Width);
        RequireShape(gru.MemoryWeight, 3L * memory, memory);
        RequireShape(gru.InputBias, 3L * memory);
        RequireShape(gru.MemoryBias, 3L * memory);
        return OfAgents(memory);
    }

    private ValueShape Scale(ScaleOperation scale, ValueShape input)
    {
        RequireShape(scale.Factor, input.Width);
        return input;
    }

    private static ValueShape Attend(AttendOperation attend, ValueShape input)
    {
        int width = RequireRows(attend, input, ofEntities: true) / 3;
        if (3 * width != input.Width || attend.Heads < 1 || width % attend.Heads != 0)
        {
            throw new PolicyFormatException(
                $"The operation that makes '{attend.Output}' attends with {attend.Heads} heads to {input.Width} columns, which are no three parts of as many equal heads.");
        }

        return OfAgents(width);
    }

    private ValueShape Present(PresentOperation present, ValueShape input)
    {
        if (_description.Entities is null)
        {
            throw new PolicyFormatException($"The operation that makes '{present.Output}' asks which agents are absent, which a team that sees observations is not told.");
        }

        return OfAgents(RequireRows(present, input, ofEntities: false));
    }

    private void RequireEnd()
    {
        PolicyOperation last = _description.Operations[_description.Operations.Count - 1];
        if (last.Output != PolicyDescription.Value)
        {
            throw new PolicyFormatException($"The last operation makes '{last.Output}'; it must make '{PolicyDescription.Value}'.");
        }

        ValueShape value = Shapes[PolicyDescription.Value];
        PolicyActions actions = _description.Actions;
        bool fits = actions.IsDiscrete ? value.Width == actions.Count : value.Width == actions.Dimensions || value.Width == 2 * actions.Dimensions;
        if (value.OfEntities || !fits)
        {
            throw new PolicyFormatException(
                $"The last operation makes {value.Width} columns for every {(value.OfEntities ? "entity" : "agent")}, which are no values of {(actions.IsDiscrete ? $"{actions.Count} actions" : $"{actions.Dimensions} numbers")} of every agent.");
        }

        if (!_hasGru && _description.Memory != 0)
        {
            throw new PolicyFormatException($"The description says that memory is {_description.Memory}, but no operation 'gru' uses it.");
        }

        foreach (string name in _tensors.Keys)
        {
            if (!_used.Contains(name))
            {
                throw new PolicyFormatException($"The tensor '{name}' is left over: no operation uses it.");
            }
        }
    }

    private static ValueShape OfAgents(int width) => new ValueShape(false, width);

    private static int RequireRows(PolicyOperation operation, ValueShape input, bool ofEntities) => input.OfEntities == ofEntities
        ? input.Width
        : throw new PolicyFormatException(
            $"The operation '{operation.Kind}' that makes '{operation.Output}' reads rows of {(ofEntities ? "agents" : "entities")}; it needs rows of {(ofEntities ? "entities" : "agents")}.");

    private static void RequireName(string name)
    {
        bool fits = name.Length >= 1 && name.Length <= PolicyLimits.NameLength;
        foreach (char letter in name)
        {
            fits &= (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' || letter == '.';
        }

        if (!fits)
        {
            throw new PolicyFormatException(
                $"A value or tensor is called '{PolicyText.Shown(name)}'; a name has from 1 to {PolicyLimits.NameLength} of the letters a to z, digits, '_' and '.'.");
        }
    }

    private int FirstLength(string tensor, int rank)
    {
        RequireRank(tensor, rank);
        return _tensors[tensor].Shape[0];
    }

    private void RequireRank(string name, int rank)
    {
        RequireName(name);
        if (!_tensors.TryGetValue(name, out PolicyTensor? tensor))
        {
            throw new PolicyFormatException($"The tensor '{name}' is missing.");
        }

        if (tensor.Shape.Length != rank)
        {
            throw new PolicyFormatException($"The tensor '{name}' has {tensor.Shape.Length} axes; the operation that uses it needs {rank}.");
        }
    }

    private void RequireShape(string name, params long[] shape)
    {
        RequireRank(name, shape.Length);
        _used.Add(name);
        PolicyTensor tensor = _tensors[name];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (tensor.Shape[axis] != shape[axis])
            {
                throw new PolicyFormatException(
                    $"The tensor '{name}' has the shape {PolicyText.Shape(tensor.Shape)}; the operation that uses it needs [{string.Join(", ", shape)}].");
            }
        }
    }
}
