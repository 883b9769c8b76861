namespace Phalanx.Environments;

/// <summary>Looks at what an environment says of itself before it is played.</summary>
internal static class SpecProbe
{
    /// <summary>Returns whether the specification is sane enough to go on.</summary>
    public static bool Run(CheckContext context)
    {
        if (Make(context) is not { } batch)
        {
            return false;
        }

        context.Spec = batch.Spec;
        if (batch.Count != context.Options.Copies)
        {
            context.Add(
                "count",
                $"{context.Options.Copies} environments were asked for but Count is {batch.Count}; " +
                "make as many as asked for");
            return false;
        }

        foreach (string problem in batch.Spec.Problems())
        {
            context.Add("spec", $"the specification is wrong: {problem}");
            return false;
        }

        if (!batch.Spec.Equals(context.Create(1).Spec))
        {
            context.Add(
                "spec",
                "two batches that were made alike have different specifications; " +
                "a specification may depend on nothing else");
        }

        return true;
    }

    // Whatever an author's constructor throws is what the author must hear of.
    private static IEnvironmentBatch? Make(CheckContext context)
    {
        try
        {
            IEnvironmentBatch batch = context.Create(context.Options.Copies);
            return batch.Spec is null ? throw new InvalidOperationException("Spec is null.") : batch;
        }
        catch (EnvironmentContractException failure)
        {
            context.Add("creation", failure.Rule);
        }
        catch (Exception failure)
        {
            context.Add("creation", $"making it threw {failure.GetType().Name} (\"{failure.Message}\")");
        }

        return null;
    }
}
