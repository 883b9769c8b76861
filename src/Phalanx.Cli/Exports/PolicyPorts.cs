using Phalanx.Acting;

namespace Phalanx.Cli.Exports;

/// <summary>What the spans of a <see cref="PolicyTeam"/> are.</summary>
internal static class PolicyPorts
{
    public static IReadOnlyList<ExportPort> Inputs(ExportedPolicy policy)
    {
        PolicyDescription description = policy.Description;
        List<ExportPort> ports = [];
        if (description.Entities is { } entities)
        {
            ports.Add(new ExportPort("entities", "float32", entities.Count, entities.Width));
            ports.Add(new ExportPort("absent", "bool", entities.Count));
            ports.Add(new ExportPort("hidden", "bool", description.Agents, entities.Count));
        }
        else
        {
            ports.Add(new ExportPort("observations", "float32", description.Agents, description.ObservationSize));
        }

        if (description.Actions.IsDiscrete)
        {
            ports.Add(new ExportPort("available", "bool", description.Agents, description.Actions.Count));
        }

        return ports;
    }

    public static IReadOnlyList<ExportPort> Outputs(ExportedPolicy policy)
    {
        PolicyDescription description = policy.Description;
        ExportPort actions = description.Actions.IsDiscrete
            ? new ExportPort("actions", "int32", description.Agents)
            : new ExportPort("actions", "float32", description.Agents, description.Actions.Dimensions);
        return [actions, new ExportPort("outputs", "float32", description.Agents, policy.Outputs)];
    }
}
