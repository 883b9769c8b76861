using Phalanx.Acting;
using Phalanx.Export.Messages;

namespace Phalanx.Export.Translation;

/// <summary>
/// Translates a policy into a graph. Values of agents are [batch, agents, width] and values of entities [batch, entities, width]; a policy that sees
/// observations leaves the number of agents open, so that an agent by itself is [1, 1, width] with its id.
/// </summary>
internal sealed class PolicyTranslation
{
    private const string Value = PolicyDescription.Value;
    private const string Action = "action";
    private const string ActionMask = "action_mask";
    private const string MemoryOut = "memory_out";

    /// <summary>What takes the place of the value of an action that is not available: the smallest number there is, as no target has trouble with it.</summary>
    private const float Lowest = float.MinValue;

    private readonly PolicyDescription _policy;
    private readonly GraphWriter _graph = new();
    private readonly Dictionary<string, string> _values = [];

    public PolicyTranslation(ExportedPolicy policy)
    {
        _policy = policy.Description;
        string agents = _policy.Entities is null ? OnnxValue.Agents : $"{_policy.Agents}";
        string width = $"{(_policy.Actions.IsDiscrete ? _policy.Actions.Count : _policy.Actions.Dimensions)}";
        Inputs = InputsOf(_policy, agents);
        Outputs =
        [
            _policy.Actions.IsDiscrete
                ? new OnnxValue(Action, OnnxValue.Int32, [OnnxValue.Batch, agents])
                : new OnnxValue(Action, OnnxValue.Float32, [OnnxValue.Batch, agents, width]),
            new OnnxValue(Value, OnnxValue.Float32, [OnnxValue.Batch, agents, $"{policy.Outputs}"]),
            .. Optional(_policy.Memory > 0, new OnnxValue(MemoryOut, OnnxValue.Float32, [OnnxValue.Batch, agents, $"{_policy.Memory}"])),
        ];
        foreach (OnnxValue value in Inputs.Concat(Outputs))
        {
            _graph.Reserve(value.Name);
        }

        Translate(policy);
        _graph.Graph.Name = "policy";
        _graph.Graph.Input.Add(Inputs.Select(GraphWriter.Declare));
        _graph.Graph.Output.Add(Outputs.Select(GraphWriter.Declare));
    }

    /// <summary>The inputs of the graph.</summary>
    public IReadOnlyList<OnnxValue> Inputs { get; }

    /// <summary>The outputs of the graph.</summary>
    public IReadOnlyList<OnnxValue> Outputs { get; }

    /// <summary>The graph.</summary>
    public GraphProto Graph => _graph.Graph;

    private static OnnxValue[] InputsOf(PolicyDescription policy, string agents)
    {
        string rows = policy.Entities is { } entities ? $"{entities.Count}" : agents;
        OnnxValue[] seen = policy.Entities is null
            ? [new OnnxValue(PolicyDescription.Observation, OnnxValue.Float32, [OnnxValue.Batch, agents, $"{policy.ObservationSize}"])]
            :
            [
                new OnnxValue(PolicyDescription.Entity, OnnxValue.Float32, [OnnxValue.Batch, rows, $"{policy.Entities.Width}"]),
                new OnnxValue(Visibility.Absent, OnnxValue.Float32, [OnnxValue.Batch, rows]),
                new OnnxValue(Visibility.Hidden, OnnxValue.Float32, [OnnxValue.Batch, agents, rows]),
            ];
        return
        [
            .. seen,
            .. Optional(policy.UsesAgents && policy.Entities is null, new OnnxValue(OperationTranslation.AgentId, OnnxValue.Int32, [OnnxValue.Batch, agents])),
            .. Optional(policy.UsesLastActions, new OnnxValue(OperationTranslation.LastAction, OnnxValue.Int32, [OnnxValue.Batch, rows])),
            .. Optional(policy.Memory > 0, new OnnxValue(OperationTranslation.Memory, OnnxValue.Float32, [OnnxValue.Batch, agents, $"{policy.Memory}"])),
            .. Optional(policy.Actions.IsDiscrete, new OnnxValue(ActionMask, OnnxValue.Float32, [OnnxValue.Batch, agents, $"{policy.Actions.Count}"])),
        ];
    }

    private static OnnxValue[] Optional(bool isThere, OnnxValue value) => isThere ? [value] : [];

    private void Translate(ExportedPolicy policy)
    {
        string given = _policy.Entities is null ? PolicyDescription.Observation : PolicyDescription.Entity;
        _values[given] = given;
        var visibility = new Visibility(_graph, _policy);
        var operations = new OperationTranslation(_graph, policy, visibility);
        string? memory = null;
        foreach (PolicyOperation operation in _policy.Operations)
        {
            string made = operations.Translate(operation, _values[operation.Input]);
            _values[operation.Output] = made;
            memory = operation is GruOperation ? made : memory;
        }

        string value = _values[Value];
        if (value == memory)
        {
            value = _graph.Add("Add", value, _graph.Number(0)); // two outputs need two names
        }

        _graph.Rename(_policy.Actions.IsDiscrete ? Choose(value) : Scale(value, policy.Outputs), Action);
        _graph.Rename(value, Value);
        if (memory is not null)
        {
            _graph.Rename(memory, MemoryOut);
        }
    }

    /// <summary>The first of the largest values of what is available. A mask is 1 where an action is available and 0 where not.</summary>
    private string Choose(string value)
    {
        string available = _graph.Add("Greater", ActionMask, _graph.Number(0));
        string masked = _graph.Add("Where", available, value, _graph.Number(Lowest));
        return _graph.FirstOfLargest(masked, axis: 2);
    }

    /// <summary><c>low + (tanh v + 1) / 2 (high - low)</c>, kept within the bounds although the sum is rounded.</summary>
    private string Scale(string value, int outputs)
    {
        PolicyActions actions = _policy.Actions;
        float[] low = [.. actions.Low];
        float[] high = [.. actions.High];
        float[] half = [.. low.Zip(high, (from, to) => (to - from) / 2)];
        string lowest = _graph.Weights("bounds.low", [low.Length], low);
        string highest = _graph.Weights("bounds.high", [high.Length], high);
        string means = outputs == actions.Dimensions ? value : _graph.First(value, actions.Dimensions, axis: 2);
        string unit = _graph.Add("Add", _graph.Add("Tanh", means), _graph.Number(1));
        string scaled = _graph.Add("Add", _graph.Add("Mul", unit, _graph.Weights("bounds.half", [half.Length], half)), lowest);
        string above = _graph.Add("Where", _graph.Add("Less", scaled, lowest), lowest, scaled);
        return _graph.Add("Where", _graph.Add("Greater", above, highest), highest, above);
    }
}
