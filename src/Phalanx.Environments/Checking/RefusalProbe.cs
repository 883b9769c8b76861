namespace Phalanx.Environments;

/// <summary>
/// Asks a batch for what it must refuse. One that the library guards is not asked: the guard refuses in its place.
/// </summary>
internal static class RefusalProbe
{
    public static void Run(CheckContext context)
    {
        if (context.IsGuarded)
        {
            return;
        }

        ActionSpec actions = context.Spec.Actions;
        if (actions.IsDiscrete)
        {
            RefusesDiscrete(context, actions.Count);
            RefusesDiscrete(context, -1);
        }
        else
        {
            RefusesContinuous(context, actions.High[^1] + (actions.High[^1] - actions.Low[^1]));
            RefusesContinuous(context, float.NaN);
        }

        RefusesStepAfterEnd(context);
    }

    private static void RefusesDiscrete(CheckContext context, int action)
    {
        int[] actions = AllowedDiscrete(context, out IEnvironmentBatch batch);
        actions[^1] = action;
        if (!Refuses(() => batch.Step([0], new JointAction(actions), new StepResult[1])))
        {
            context.Add(
                "refuses",
                $"action {action} is accepted although actions run from 0 to {context.Spec.Actions.Count - 1}; " +
                "refuse it with an exception");
        }
    }

    private static void RefusesContinuous(CheckContext context, float number)
    {
        IEnvironmentBatch batch = context.Create(1);
        batch.Reset(0, context.SeedOf(0));
        float[] actions = new float[context.Spec.Agents * context.Spec.Actions.Dimensions];
        for (int index = 0; index < actions.Length; index++)
        {
            actions[index] = context.Spec.Actions.Low[index % context.Spec.Actions.Dimensions];
        }

        actions[^1] = number;
        if (!Refuses(() => batch.Step([0], new JointAction(actions), new StepResult[1])))
        {
            context.Add("refuses", $"an action of {number} is accepted although it lies outside its bounds; refuse it with an exception");
        }
    }

    private static void RefusesStepAfterEnd(CheckContext context)
    {
        Player player = context.CreatePlayer(1);
        if (player.Play(0, context.SeedOf(0))[^1].Result.Ended && Refuses(() => player.Step([0])) is false)
        {
            context.Add("over", "a step after the end of the episode is accepted; refuse it with an exception");
        }
    }

    private static int[] AllowedDiscrete(CheckContext context, out IEnvironmentBatch batch)
    {
        batch = context.Create(1);
        Player player = new(batch, context.Cancellation);
        player.Begin(0, context.SeedOf(0));
        bool[] available = player.Latest(0).Available;
        int count = context.Spec.Actions.Count;
        int[] actions = new int[context.Spec.Agents];
        for (int agent = 0; agent < actions.Length; agent++)
        {
            actions[agent] = Math.Max(0, Buffers.Row<bool>(available, agent, count).IndexOf(true));
        }

        return actions;
    }

    private static bool Refuses(Action step)
    {
        try
        {
            step();
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }
}
