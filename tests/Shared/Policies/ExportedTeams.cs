using Phalanx.Acting;
using Phalanx.Environments;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics;

namespace Phalanx.Testing;

/// <summary>Policies of every registered algorithm, and of every form of its network, with weights drawn wide: fresh ones give values that are too alike.</summary>
internal static class ExportedTeams
{
    private const float WidestWeight = 0.3f;

    private static readonly PolicyOrigin Origin = new("a test", "any", "synthetic", 0);

    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();

    /// <summary>The names of all forms.</summary>
    public static TheoryData<string> Names => [.. Forms().Select(form => form.Name)];

    /// <summary>The policy of a form, and what is exported of it.</summary>
    /// <param name="name">The form.</param>
    /// <param name="hidden">The width of the agents' networks.</param>
    public static (Policy Policy, ExportedPolicy Exported) Of(string name, int hidden = 40)
    {
        Form form = Forms().Single(form => form.Name == name);
        RunSettings settings = form.Settings with { Agent = form.Settings.Agent with { Hidden = hidden } };
        Policy policy = Algorithms[form.Algorithm].CreatePolicy(form.Environment, settings, out ParameterSet<float> weights);
        var random = new Random(11);
        foreach (ref float weight in weights.Values)
        {
            weight = WidestWeight * ((2 * random.NextSingle()) - 1);
        }

        weights.Touch();
        return (policy, PolicyExport.Of(policy, Origin));
    }

    private static IEnumerable<Form> Forms()
    {
        foreach (AlgorithmDefinition algorithm in Algorithms.All)
        {
            if (algorithm.ContinuousActions)
            {
                yield return new Form($"{algorithm.Name} on numbers", algorithm.Name, Spec(discrete: false, appended: false), Settings(algorithm.Name));
            }

            if (algorithm.DiscreteActions)
            {
                yield return new Form(algorithm.Name, algorithm.Name, Spec(discrete: true, appended: true), Settings(algorithm.Name));
            }
        }

        RunSettings refil = Settings("refil");
        EnvironmentSpec plain = Spec(discrete: true, appended: false);
        yield return new Form("refil without last actions", "refil", plain, refil);
        foreach (EntityPooling pooling in Enum.GetValues<EntityPooling>())
        {
            foreach (bool recurrent in new[] { true, false })
            {
                var network = new EntityNetworkSettings { Width = 24, Heads = 3, Pooling = pooling, Recurrent = recurrent };
                yield return new Form(
                    $"refil with {pooling}{(recurrent ? "" : " without memory")}",
                    "refil",
                    Spec(discrete: true, appended: true),
                    refil with { Algorithm = new RefilSettings { Network = network } });
            }
        }

        foreach ((bool last, bool id) in new[] { (true, false), (false, true), (false, false) })
        {
            RunSettings qmix = Settings("qmix");
            yield return new Form($"qmix, last action {last}, id {id}", "qmix", plain, qmix with { Agent = qmix.Agent with { LastAction = last, AgentId = id } });
        }

        EnvironmentSpec smallest = plain with { Agents = 1, Actions = ActionSpec.Discrete(1), ObservationSize = 1, Entities = new EntitySpec(1, 1, true) };
        yield return new Form("qmix with one agent and one action", "qmix", smallest, Settings("qmix"));
        yield return new Form("refil with one entity", "refil", smallest, refil);
        yield return new Form("refil with agents alone", "refil", plain with { Entities = new EntitySpec(plain.Agents, 6) }, refil);
    }

    private static EnvironmentSpec Spec(bool discrete, bool appended) => new()
    {
        Name = "synthetic",
        Agents = 5,
        Actions = discrete ? ActionSpec.Discrete(7) : ActionSpec.Continuous([-1, 0, 2], [1, 0.5f, 9]),
        ObservationSize = 17,
        StateSize = 9,
        EpisodeLimit = 100,
        Entities = new EntitySpec(8, 6, appended),
    };

    private static RunSettings Settings(string algorithm) => new()
    {
        AlgorithmName = algorithm,
        EnvironmentName = "synthetic",
        Algorithm = Algorithms[algorithm].CreateDefaultSettings(),
        Env = new object(),
    };

    private sealed record Form(string Name, string Algorithm, EnvironmentSpec Environment, RunSettings Settings);
}
