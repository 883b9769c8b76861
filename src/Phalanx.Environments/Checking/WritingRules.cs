namespace Phalanx.Environments;

/// <summary>The rules for what an environment writes at one step.</summary>
internal static class WritingRules
{
    // A number that no environment writes by chance.
    private const float Mark = -1.2345678e33f;

    public static void Check(CheckContext context, Player player, ulong seed)
    {
        Snapshot first = player.Latest(0);
        Snapshot second = player.Read(0, Mark, mask: true);
        int step = player.Record(0).Count - 1;
        string place = step == 0 ? $"after the reset with seed {seed}" : $"after step {step} of the episode of seed {seed}";
        for (int index = 0; index < first.Numbers.Length; index++)
        {
            CheckNumbers(context, first.Numbers[index], second.Numbers[index].Values, place, !player.IsRunning(0));
        }

        for (int index = 0; index < first.Masks.Length; index++)
        {
            CheckMask(context, first.Masks[index], second.Masks[index].Values, place);
        }

        CheckAvailable(context, first, place);
        CheckEntities(context, first, place);
    }

    private static void CheckNumbers(CheckContext context, Snapshot.Part<float> part, float[] again, string place, bool isOver)
    {
        for (int index = 0; index < again.Length; index++)
        {
            float value = part.Values[index];
            if (float.IsNaN(value) && again[index] == Mark)
            {
                AddUnwritten(context, part.Method, index, again.Length, place);
            }
            else if (float.IsFinite(value))
            {
                AddImpureIf(value != again[index], context, part.Method, place);
            }
            else if (isOver || part.Method != "WriteStatistics")
            {
                // A statistic may have no value before there is anything to count.
                context.Add("finite", $"{part.Method} writes {value} at number {index} {place}; numbers must be finite");
            }
        }
    }

    private static void CheckMask(CheckContext context, Snapshot.Part<bool> part, bool[] again, string place)
    {
        for (int index = 0; index < again.Length; index++)
        {
            if (!part.Values[index] && again[index])
            {
                AddUnwritten(context, part.Method, index, again.Length, place);
            }
            else
            {
                AddImpureIf(part.Values[index] != again[index], context, part.Method, place);
            }
        }
    }

    private static void AddUnwritten(CheckContext context, string method, int index, int length, string place) => context.Add(
        "written", $"{method} leaves value {index} of {length} unwritten {place}; write every value every time");

    private static void AddImpureIf(bool differs, CheckContext context, string method, string place)
    {
        if (differs)
        {
            context.Add(
                "pure",
                $"{method} writes something else when it is called a second time {place}; writing must change nothing and draw nothing");
        }
    }

    private static void CheckAvailable(CheckContext context, Snapshot snapshot, string place)
    {
        int actions = context.Spec.Actions.Count;
        for (int agent = 0; agent < context.Spec.Agents && actions > 0; agent++)
        {
            if (!Buffers.Row<bool>(snapshot.Available, agent, actions).Contains(true))
            {
                context.Add("available", $"agent {agent} has no available action {place}; leave it at least one, if only to do nothing");
            }
        }
    }

    private static void CheckEntities(CheckContext context, Snapshot snapshot, string place)
    {
        int entities = snapshot.Absent.Length;
        for (int index = 0; index < snapshot.Hidden.Length; index++)
        {
            (int agent, int entity) = Math.DivRem(index, entities);
            if (snapshot.Absent[entity] && !snapshot.Hidden[index])
            {
                context.Add(
                    "entities",
                    $"entity {entity} is absent but agent {agent} sees it {place}; " +
                    "hide what is absent from all agents");
            }
            else if (agent == entity && !snapshot.Absent[entity] && snapshot.Hidden[index])
            {
                context.Add("entities", $"agent {agent} is hidden from itself {place}; an agent that is not absent sees itself");
            }
        }
    }
}
