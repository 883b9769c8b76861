namespace Phalanx.Environments;

// What makes a specification valid.
public sealed partial record EnvironmentSpec
{
    /// <summary>Every rule that this specification breaks, one sentence each; empty when it is valid.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (string.IsNullOrWhiteSpace(Name))
        {
            problems.Add("Name is empty; give the environment a short name, because errors begin with it");
        }

        if (Actions is null)
        {
            problems.Add("Actions is null; say ActionSpec.Discrete(count) or ActionSpec.Continuous(dimensions, low, high)");
        }

        Require(problems, nameof(Agents), Agents, least: 1);
        Require(problems, nameof(ObservationSize), ObservationSize, least: 1);
        Require(problems, nameof(StateSize), StateSize, least: 1);
        Require(problems, nameof(EpisodeLimit), EpisodeLimit, least: 1);
        Require(problems, nameof(AgentFeatureSize), AgentFeatureSize, least: 0);
        AddProblemsOfNames(problems, nameof(Statistics), "statistic", Statistics);
        AddProblemsOfNames(problems, nameof(Scripts), "script", Scripts);
        AddProblemsOfEntities(problems);
        AddProblemsOfPayoffs(problems);
        AddProblemsOfObservationParts(problems);
        return problems;
    }

    /// <summary>Refuses a specification that breaks a rule.</summary>
    /// <exception cref="EnvironmentContractException">The first of <see cref="Problems"/>.</exception>
    public void ThrowIfInvalid()
    {
        if (Problems() is [string first, ..])
        {
            throw new EnvironmentContractException(Name, $"its specification is wrong: {first}");
        }
    }

    private static void Require(List<string> problems, string property, int value, int least)
    {
        if (value < least)
        {
            problems.Add($"{property} is {value}; it must be at least {least}");
        }
    }

    private static void AddProblemsOfNames(List<string> problems, string property, string kind, IReadOnlyList<string>? names)
    {
        if (names is null)
        {
            problems.Add($"{property} is null; leave it out when there are none");
            return;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (!IsSnakeCase(name))
            {
                problems.Add($"the {kind} '{name}' is not in snake_case; use lower-case letters, digits and single underscores");
            }
            else if (!seen.Add(name))
            {
                problems.Add($"the {kind} '{name}' is named twice; names must differ");
            }
        }
    }

    private void AddProblemsOfEntities(List<string> problems)
    {
        if (Entities is not { } entities)
        {
            return;
        }

        Require(problems, "Entities.Width", entities.Width, least: 1);
        if (entities.Count < Agents)
        {
            problems.Add($"Entities.Count is {entities.Count} but there are {Agents} agents; the agents are the first entities");
        }

        if (entities.AppendLastActions && Actions is { IsDiscrete: false })
        {
            problems.Add("Entities.AppendLastActions is set but actions are continuous; only discrete actions can be appended");
        }
    }

    private void AddProblemsOfPayoffs(List<string> problems)
    {
        if (Payoffs is not { } payoffs)
        {
            return;
        }

        if (EpisodeLimit != 1)
        {
            problems.Add($"Payoffs are declared but EpisodeLimit is {EpisodeLimit}; only a game of one step has a payoff table");
        }

        if (Actions is not null && (payoffs.Agents != Agents || payoffs.Actions != Actions.Count))
        {
            problems.Add(
                $"Payoffs are those of {payoffs.Agents} agents with {payoffs.Actions} actions, " +
                $"but the environment has {Agents} agents with {Actions}");
        }
    }

    private void AddProblemsOfObservationParts(List<string> problems)
    {
        if (ObservationParts is null)
        {
            problems.Add("ObservationParts is null; leave it out when there are none");
            return;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        int next = 0;
        foreach (ObservationPart part in ObservationParts)
        {
            if (string.IsNullOrWhiteSpace(part.Name) || !seen.Add(part.Name))
            {
                problems.Add($"a part of the observation is called '{part.Name}'; every part needs a name that no other has");
            }

            if (part.Shape.Count == 0 || part.Shape.Any(length => length < 1))
            {
                problems.Add($"the part '{part.Name}' of the observation has the shape [{string.Join(", ", part.Shape)}]; give it lengths of at least 1");
                return;
            }

            if (part.Offset < next || part.Offset + (long)part.Size > ObservationSize)
            {
                problems.Add(
                    $"the part '{part.Name}' of the observation has {part.Size} numbers from {part.Offset} on; " +
                    $"parts follow each other and lie within {ObservationSize}");
            }

            if (part.Features.Count > 0 && part.Features.Count != part.Shape[^1])
            {
                problems.Add(
                    $"the part '{part.Name}' of the observation names {part.Features.Count} features; " +
                    $"its last axis has {part.Shape[^1]}, so name as many or none");
            }

            next = part.Offset + part.Size;
        }
    }

    private static bool IsSnakeCase(string name) =>
        !string.IsNullOrEmpty(name)
        && name[0] is >= 'a' and <= 'z'
        && name[^1] != '_'
        && !name.Contains("__", StringComparison.Ordinal)
        && name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');
}
