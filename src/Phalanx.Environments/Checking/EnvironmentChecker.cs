using Phalanx.Foundation;

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
    /// <returns>What was found. Every environment that was made is disposed.</returns>
    /// <exception cref="UserErrorException">It cannot be made with the settings that it has.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled by the options.</exception>
    public static CheckReport Check(Func<IEnvironment> create, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Run(count => new AdaptedEnvironments(create, count), declared: null, followsSeeds: true, options);
    }

    /// <summary>Checks an environment that is made as a whole batch.</summary>
    /// <param name="create">Makes a new batch of the given number of environments.</param>
    /// <param name="options">How thoroughly to look, or null for the usual.</param>
    /// <inheritdoc cref="Check(Func{IEnvironment}, CheckOptions?)"/>
    public static CheckReport Check(Func<int, IEnvironmentBatch> create, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Run(create, declared: null, followsSeeds: true, options);
    }

    /// <summary>Checks a registered environment, and that its specification is the one that its registration declares.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="settings">Its settings, or null for the defaults.</param>
    /// <param name="options">How thoroughly to look, or null for the usual.</param>
    /// <inheritdoc cref="Check(Func{IEnvironment}, CheckOptions?)"/>
    public static CheckReport Check(EnvironmentDefinition environment, object? settings = null, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return Run(count => environment.Create(settings, count), environment.DeclaredSpecOf(settings), environment.FollowsSeeds, options);
    }

    private static CheckReport Run(Func<int, IEnvironmentBatch> create, EnvironmentSpec? declared, bool followsSeeds, CheckOptions? options)
    {
        options ??= new CheckOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Episodes, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Copies, nameof(options));
        CheckContext context = new(create, options);
        bool isValid = false;
        context.Attempt(_ => isValid = SpecProbe.Run(context, declared));
        if (isValid)
        {
            context.Attempt(RolloutProbe.Run);
            if (followsSeeds)
            {
                context.Attempt(RepetitionProbe.Run);
            }

            context.Attempt(ScriptProbe.Run);
            context.Attempt(FrameProbe.Run);
            context.Attempt(PayoffProbe.Run);
            context.Attempt(RefusalProbe.Run);
            context.Attempt(AllocationProbe.Run);
        }

        return context.Report();
    }
}
