namespace Phalanx.Acting;

/// <summary>Reads the JSON of a description. It is strict within a version of the format: nothing may be missing, and nothing more may stand there.</summary>
internal static class DescriptionReader
{
    /// <exception cref="PolicyFormatException">The text is no description.</exception>
    public static PolicyDescription Read(string text)
    {
        var members = new JsonMembers(JsonReader.Read(text, "description"), "description");
        var description = new PolicyDescription(
            new PolicyOrigin(members.Text("producer"), members.Text("algorithm"), members.Text("environment"), members.Long("t_env")),
            members.Integer("agents"),
            members.Integer("observation"),
            Entities(members["entities"]),
            Actions(members["actions"]),
            members.Integer("memory"),
            Operations(members.Array("operations")),
            Action(members["action"]));
        members.ThrowIfMore();
        return description;
    }

    private static PolicyEntities? Entities(JsonPart part)
    {
        if (part.Kind == JsonKind.Word && part.Text == "null")
        {
            return null;
        }

        var members = new JsonMembers(part, "entities");
        var entities = new PolicyEntities(members.Integer("count"), members.Integer("width"));
        members.ThrowIfMore();
        return entities;
    }

    private static PolicyActions Actions(JsonPart part)
    {
        var members = new JsonMembers(part, "actions");
        PolicyActions actions = members.Has("count")
            ? PolicyActions.Discrete(members.Integer("count"))
            : PolicyActions.Continuous(members.Singles("low"), members.Singles("high"));
        members.ThrowIfMore();
        return actions.IsDiscrete == members.Has("count") ? actions : throw new PolicyFormatException("The actions have no bounds; an action needs at least one number.");
    }

    private static PolicyActionKind Action(JsonPart part)
    {
        var members = new JsonMembers(part, "action");
        int kind = members.Choice("kind", PolicyWords.Actions);
        members.ThrowIfMore();
        return (PolicyActionKind)kind;
    }

    private static List<PolicyOperation> Operations(List<JsonPart> parts)
    {
        if (parts.Count > PolicyLimits.Operations)
        {
            throw new PolicyFormatException($"The description has {parts.Count} operations; at most {PolicyLimits.Operations} are allowed.");
        }

        var operations = new List<PolicyOperation>(parts.Count);
        foreach (JsonPart part in parts)
        {
            var members = new JsonMembers(part, $"operation {operations.Count + 1}");
            operations.Add(Operation(members));
            members.ThrowIfMore();
        }

        return operations;
    }

    private static PolicyOperation Operation(JsonMembers members)
    {
        string kind = members.Text("op");
        string input = members.Text("in");
        string output = members.Text("out");
        switch (kind)
        {
            case LinearOperation.Name:
                string? bias = members.Has("bias") ? members.Text("bias") : null;
                PolicyLookup[] lookups = members.Has("lookups") ? Lookups(members.Array("lookups")) : Array.Empty<PolicyLookup>();
                return new LinearOperation(input, output, members.Text("weight"), bias, Activation(members), lookups);
            case LinearEachOperation.Name:
                return new LinearEachOperation(input, output, members.Text("weight"), members.Text("bias"), Activation(members));
            case GruOperation.Name:
                return new GruOperation(
                    input, output, members.Text("weight_ih"), members.Text("weight_hh"), members.Text("bias_ih"), members.Text("bias_hh"));
            case ScaleOperation.Name:
                return new ScaleOperation(input, output, members.Text("factor"));
            case AttendOperation.Name:
                return new AttendOperation(input, output, members.Integer("heads"));
            case PoolOperation.Name:
                return new PoolOperation(input, output, (PolicyPooling)members.Choice("kind", PolicyWords.Poolings));
            case PresentOperation.Name:
                return new PresentOperation(input, output);
            default:
                throw new PolicyFormatException($"There is no operation '{PolicyText.Shown(kind)}'.");
        }
    }

    private static PolicyActivation Activation(JsonMembers members) => (PolicyActivation)members.Choice("activation", PolicyWords.Activations);

    private static PolicyLookup[] Lookups(List<JsonPart> parts)
    {
        var lookups = new PolicyLookup[parts.Count];
        for (int i = 0; i < lookups.Length; i++)
        {
            var members = new JsonMembers(parts[i], "look-up");
            lookups[i] = new PolicyLookup((PolicyIndex)members.Choice("index", PolicyWords.Indices), members.Text("table"));
            members.ThrowIfMore();
        }

        return lookups;
    }
}
