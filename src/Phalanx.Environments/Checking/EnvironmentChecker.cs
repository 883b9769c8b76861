namespace Phalanx.Environments;

/// <summary>
/// Plays an environment and tells its author which rules of the contract it breaks. In a test of your own:
/// <c>EnvironmentChecker.Check(() => new MyEnvironment()).ThrowIfAny();</c>
/// </summary>
public static class EnvironmentChecker
{
    /// <summary>Checks an environment.</summary>
    /// <param name="create">Makes one, each time a new one.</param>
    /// <param name="options">How thoroughly to look, or null for the usual.</param>
    public static CheckReport Check(Func<IEnvironment> create, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Run(count => new AdaptedEnvironments(create, count), options);
    }

    /// <summary>Checks an environment that is made as a whole batch.</summary>
    /// <param name="create">Makes a batch of as many environments as it is told, each time a new one.</param>
    /// <param name="options">How thoroughly to look, or null for the usual.</param>
    /// <exception cref="OperationCanceledException">It was cancelled by the options.</exception>
    public static CheckReport Check(Func<int, IEnvironmentBatch> create, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Run(create, options);
    }

    private static CheckReport Run(Func<int, IEnvironmentBatch> create, CheckOptions? options)
    {
        options ??= new CheckOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Episodes, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Copies, nameof(options));
        CheckContext context = new(create, options);
        if (SpecProbe.Run(context))
        {
            context.Attempt(RolloutProbe.Run);
            context.Attempt(RepetitionProbe.Run);
            context.Attempt(PayoffProbe.Run);
            context.Attempt(RefusalProbe.Run);
            context.Attempt(AllocationProbe.Run);
        }

        return context.Close();
    }
}
