using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>Checks the specification of an environment before it is played.</summary>
internal static class SpecProbe
{
    /// <summary>Returns whether the specification allows the check to go on.</summary>
    /// <param name="context">What is checked.</param>
    /// <param name="declared">The specification that its registration declares, or null when it declares none.</param>
    public static bool Run(CheckContext context, EnvironmentSpec? declared)
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

        if (declared is not null && !batch.Spec.Equals(declared))
        {
            context.Add(
                "spec",
                "the specification that its registration declares differs from that of the environments made; " +
                "let both come from one function of the settings");
        }

        return true;
    }

    // All that an author's constructor throws is a finding, except that the settings are wrong or that the check is to end.
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
        catch (Exception failure) when (failure is not (UserErrorException or OperationCanceledException))
        {
            context.Add("creation", $"making it threw {failure.GetType().Name} (\"{failure.Message}\")");
        }

        return null;
    }
}
