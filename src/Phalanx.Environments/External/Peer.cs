namespace Phalanx.Environments.External;

/// <summary>The other side of a conversation: a program that answers, however it is reached.</summary>
internal abstract class Peer : IDisposable
{
    /// <summary>What it is called in sentences, such as <c>process 1 ('python3 my_env.py')</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it says.</summary>
    protected abstract Stream Input { get; }

    /// <summary>What it hears.</summary>
    protected abstract Stream Output { get; }

    /// <summary>Says something. What could not be sent, or not in time, is found when the answer is read.</summary>
    /// <param name="bytes">What is said.</param>
    /// <param name="limit">How long it may take until the other side has taken it; null for ever.</param>
    public void Say(ReadOnlySpan<byte> bytes, TimeSpan? limit)
    {
        BeginToSay(limit);
        try
        {
            Output.Write(bytes);
            Output.Flush();
        }
        catch (IOException)
        {
            // It has gone; why, its end tells.
        }
    }

    /// <summary>Lets it know that nothing more is asked, so that it can end while others are told.</summary>
    public virtual void Leave()
    {
    }

    /// <summary>Something is about to be said: the time runs from now on, until something is heard.</summary>
    protected virtual void BeginToSay(TimeSpan? limit)
    {
    }

    /// <summary>Hears so many bytes.</summary>
    /// <param name="bytes">Where they go.</param>
    /// <param name="limit">How long they are waited for; null for ever.</param>
    /// <returns>How many there were before the other side ended.</returns>
    /// <exception cref="TimeoutException">They did not come in time. Nothing can be asked any more.</exception>
    public abstract int Hear(Span<byte> bytes, TimeSpan? limit);

    /// <summary>Shows a line that it said beside an answer, where its standard error is shown too.</summary>
    public virtual void Show(string line)
    {
    }

    /// <summary>How it ended, as the rest of a sentence that begins with its name: <c>ended with exit code 1</c>. Waits a moment until that is known.</summary>
    public abstract string DescribeEnd();

    /// <summary>Lets it end, and ends it where it does not.</summary>
    public abstract void Dispose();
}
