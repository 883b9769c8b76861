using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

public sealed class SmacViewAllocationTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(12, 0.5)]
    public void A_view_allocates_nothing_after_it_is_made(int facing, double probability)
    {
        Fight fight = new(Fighter.Group("20 marine, 7 medivac", 10, 16), Fighter.Group("30 marine", 14, 16))
        {
            AllyTypes = ["marine", "medivac"],
            EnemyTypes = ["marine", "medivac"],
            Settings = new ViewSettings { ObsLastAction = true, ObsPathingGrid = true, ObsTerrainHeight = true, ObsTimestepNumber = true, Lenient = true },
            Extras = new SmacExtras { OwnPosition = true, FacingActions = facing, ObserveEnemyProbability = probability },
        };
        SmacView view = fight.Begin();
        SmacRules rules = view.Rules;
        SmacUnit[] traits = view.Traits.ToArray();
        int[] actions = new int[rules.Allies];
        bool[] mask = new bool[rules.Allies * rules.Actions];
        bool[] visible = new bool[rules.Allies * rules.Units];
        float[] observations = new float[rules.Allies * rules.ObservationSize];
        float[] state = new float[rules.StateSize];
        float[] entities = new float[rules.Units * rules.EntityWidth];
        float[] statistics = new float[4];
        PlayOn();
        long before = GC.GetAllocatedBytesForCurrentThread();
        PlayOn();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void PlayOn()
        {
            view.Begin(traits, new RandomStream(3, default, 0));
            view.Refresh();
            for (int step = 0; step < 50; step++)
            {
                view.WriteAvailableActions(mask);
                for (int agent = 0; agent < actions.Length; agent++)
                {
                    actions[agent] = (step + agent) % rules.Actions;
                }

                view.Breach(actions);
                view.Take(actions);
                for (int agent = 0; agent < actions.Length; agent++)
                {
                    view.OrderOf(agent);
                }

                view.Settle();
                view.WriteObservations(observations);
                view.WriteState(state);
                view.WriteAgentFeatures(state);
                view.WriteEntities(entities, mask, visible);
                view.WriteVisibility(visible);
                view.WriteAlive(mask);
                view.WriteStatistics(statistics);
            }
        }
    }
}
