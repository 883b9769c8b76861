using Phalanx.Foundation;

namespace Phalanx.Cluster.Wiring;

/// <summary>What a grain throws reaches the caller as one sentence: no exception is a part of the protocol.</summary>
internal sealed class SentenceFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke().ConfigureAwait(true);
        }
#pragma warning disable CA1031 // Every failure is told to the caller, in a sentence.
        catch (Exception failure) when (context.Grain.GetType().Assembly == typeof(SentenceFilter).Assembly)
#pragma warning restore CA1031
        {
            throw new InvalidOperationException(FailureSentence.Of(failure));
        }
    }
}
