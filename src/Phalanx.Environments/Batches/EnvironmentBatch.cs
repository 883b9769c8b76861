using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>Makes batches of environments.</summary>
public static class EnvironmentBatch
{
    /// <summary>
    /// A number of single environments, stepped one after the other as a batch. The rules of the contract that can be checked cheaply
    /// are checked all the time, as <see cref="Guarded"/> says.
    /// </summary>
    /// <param name="create">Makes one environment; called once for each.</param>
    /// <param name="count">How many environments to make.</param>
    /// <exception cref="EnvironmentContractException">
    /// The specification is wrong, or the environments that were made are not separate and equal.
    /// </exception>
    /// <returns>A batch that disposes those of the environments that are <see cref="IDisposable"/>.</returns>
    public static IEnvironmentBatch Of(Func<IEnvironment> create, int count)
    {
        AdaptedEnvironments environments = new(create, count);
        try
        {
            return Guarded(environments);
        }
        catch
        {
            Disposal.AfterFailure(environments);
            throw;
        }
    }

    /// <summary>
    /// A batch that does what another does and checks it while it runs: that a step comes after a reset and not after the end, that
    /// actions are in range and available, that rewards, observations and states are finite, that every agent has an action to
    /// choose and one that is not alive only the first, and that episodes end at their limit.
    /// </summary>
    /// <param name="batch">The batch to watch over. Nothing but the result should step it.</param>
    /// <returns>
    /// A batch whose methods throw <see cref="EnvironmentContractException"/> when a rule is broken. It disposes the batch that it guards.
    /// </returns>
    public static IEnvironmentBatch Guarded(IEnvironmentBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Spec.ThrowIfInvalid();
        return new GuardedEnvironments(batch);
    }

    /// <summary>The first environments of a batch, as a batch of their own that others may use after it is disposed.</summary>
    /// <param name="batch">The whole batch, which its owner disposes after this one was used last.</param>
    /// <param name="count">How many of its environments.</param>
    public static IEnvironmentBatch First(IEnvironmentBatch batch, int count)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, batch.Count);
        return new FirstEnvironments(batch, count);
    }

    /// <summary>Whether a batch steps single environments one after the other, as those of <see cref="Of"/> do: calling them one by one costs nothing more.</summary>
    /// <param name="batch">The batch.</param>
    public static bool IsOfSingles(IEnvironmentBatch batch) =>
        (batch is GuardedEnvironments guarded ? guarded.Inner : batch) is AdaptedEnvironments;
}
