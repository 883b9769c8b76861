using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Analysis.Verdicts;

namespace Phalanx.Analysis.Tests.Verdicts;

/// <summary>One claim in an experiment of a few arms, judged over made-up runs.</summary>
internal static class MadeUpClaims
{
    public static ClaimVerdict Judge(string claim, IExperimentRuns runs, ExperimentScope? scope = null, IExactChecks? checks = null)
    {
        Experiment experiment = BuiltInExperiments.Reader.Read(
            $$"""
            experiment: paper/figure-1
            title: A figure
            paper: paper
            place: figure 1
            kind: learned
            environments: [{ id: game, name: predator-prey }, { id: other, name: battle/3m }]
            arms:
              - { id: a, algorithm: qmix }
              - { id: b, algorithm: vdn }
              - { id: c, algorithm: iql }
              - { id: costly, algorithm: maddpg, optional: true }
              - { id: beside, algorithm: coma, extra: true }
              - { id: never, algorithm: refil, impossible: it needs entities }
            seeds: { full: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], least: 3, paper: null }
            quick: { settings: { training.steps: 300000 }, seeds: [0, 1, 2, 3, 4] }
            claims:
              - { id: claim, says: "it is so", paraphrase: true, place: section 1, environments: [game], {{claim}} }
            """.Replace("environments: [game], environments:", "environments:", StringComparison.Ordinal),
            "figure.yaml");
        return new ClaimJudge(experiment, scope ?? ExperimentScope.Full, runs, checks ?? new NoChecks()).Judge(Assert.Single(experiment.Claims));
    }

    private sealed class NoChecks : IExactChecks
    {
        public IReadOnlyCollection<string> Names => [];

        public ExactFinding? Find(string name) => null;
    }
}
