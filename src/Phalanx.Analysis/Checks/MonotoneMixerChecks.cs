using Phalanx.Environments;

namespace Phalanx.Analysis.Checks;

/// <summary>QMIX's theorem: what increases in every agent's value has its maximum where each agent has its own.</summary>
internal static class MonotoneMixerChecks
{
    private const int Cases = 1000;

    public static IEnumerable<NamedCheck> All =>
    [
        new("qmix-theorem-1", () => NamedCheck.InAll(Cases, "random mixers of positive weights over random values", index =>
        {
            RandomTables random = new(3, index);
            double[][] utilities = random.Utilities();
            PayoffTable mixed = random.Table(random.MonotoneMixer(utilities));
            return IgmCheck.Of(mixed, utilities).Holds;
        })),
    ];
}
