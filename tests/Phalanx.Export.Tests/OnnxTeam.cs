using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Phalanx.Export.Tests;

/// <summary>A model at work in ONNX Runtime: it is given what played teams were shown, and keeps its memory.</summary>
internal sealed class OnnxTeam : IDisposable
{
    private readonly InferenceSession _session;
    private readonly int[] _agents;
    private float[]? _memory;

    /// <summary>A model at work.</summary>
    /// <param name="model">The model's bytes.</param>
    /// <param name="agents">The agents that act here; all of the team, or where it sees observations some of it.</param>
    public OnnxTeam(byte[] model, params int[] agents)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING };
        _session = new InferenceSession(model, options);
        _agents = agents;
    }

    /// <summary>The names of what it is given.</summary>
    public IEnumerable<string> InputNames => _session.InputNames;

    /// <summary>The names of what it gives.</summary>
    public IEnumerable<string> OutputNames => _session.OutputNames;

    public float[] Actions { get; private set; } = [];

    public float[] Values { get; private set; } = [];

    public void Begin() => _memory = null;

    /// <summary>One step in several worlds at once.</summary>
    public void Step(params PlayedTeam[] worlds)
    {
        NamedOnnxValue[] inputs = [.. _session.InputMetadata.Select(input => Input(input.Key, input.Value, worlds))];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = _session.Run(inputs);
        foreach (DisposableNamedOnnxValue output in outputs)
        {
            switch (output.Name)
            {
                case "action" when output.Value is Tensor<int> chosen:
                    Actions = [.. chosen.ToArray().Select(action => (float)action)];
                    break;
                case "action":
                    Actions = output.AsTensor<float>().ToArray();
                    break;
                case "value":
                    Values = output.AsTensor<float>().ToArray();
                    break;
                default:
                    _memory = output.AsTensor<float>().ToArray();
                    break;
            }
        }
    }

    /// <summary>What the agents here have of a vector with equally many numbers for every agent.</summary>
    public float[] Own(IReadOnlyList<float> ofTeam, int agents) => Rows([.. ofTeam], agents);

    public void Dispose() => _session.Dispose();

    private NamedOnnxValue Input(string name, NodeMetadata metadata, PlayedTeam[] worlds)
    {
        int team = worlds[0].Team.Agents;
        int[] shape = [.. metadata.Dimensions];
        shape[0] = worlds.Length;
        shape[1] = shape[1] == -1 ? _agents.Length : shape[1]; // -1 is a length that the caller chooses
        return name switch
        {
            "observation" => Floats(world => Rows(world.Observations, team)),
            "entity" => Floats(world => world.Entities),
            "absent" => Floats(world => world.Absent),
            "hidden" => Floats(world => world.Hidden),
            "action_mask" => Floats(world => Rows(world.Available, team)),
            "memory" => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(_memory ?? new float[shape[0] * shape[1] * shape[2]], shape)),
            "agent_id" => Whole(_ => _agents),
            "last_action" => Whole(world => shape[1] == _agents.Length ? [.. _agents.Select(agent => world.LastActions[agent])] : world.LastActions),
            _ => throw new InvalidOperationException($"The model asks for {name}."),
        };

        NamedOnnxValue Floats(Func<PlayedTeam, float[]> of) => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(worlds.SelectMany(of).ToArray(), shape));

        NamedOnnxValue Whole(Func<PlayedTeam, int[]> of) => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<int>(worlds.SelectMany(of).ToArray(), shape));
    }

    private float[] Rows(float[] ofTeam, int agents)
    {
        int width = ofTeam.Length / agents;
        return [.. _agents.SelectMany(agent => ofTeam.Skip(agent * width).Take(width))];
    }
}
