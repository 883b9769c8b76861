namespace Phalanx.Environments.External;

/// <summary>Starts the programs of a batch, all before the first is waited for.</summary>
internal static class ProgramStarts
{
    /// <summary>Starts them.</summary>
    /// <param name="name">The name under which the environment is known here.</param>
    /// <param name="settings">Which programs.</param>
    /// <param name="count">How many environments.</param>
    /// <param name="share">How many of them each program holds; the last may hold fewer.</param>
    /// <param name="listener">Is given the lines of their standard errors; null for none.</param>
    /// <param name="programs">Where they are put, so that the caller disposes those that have started when another does not.</param>
    public static void Start(string name, ExternalSettings settings, int count, int share, Action<string>? listener, ExternalProgram[] programs)
    {
        string given = HelloMessage.CheckedSettings(settings.Settings);
        var peers = new Peer?[programs.Length];
        try
        {
            for (int i = 0; i < programs.Length; i++)
            {
                peers[i] = settings.Address.Length > 0 ? Connect(name, settings) : new ChildPeer(i, settings.Command, listener);
            }

            for (int i = 0; i < programs.Length; i++)
            {
                var conversation = new Conversation(peers[i]!, TimeOf(settings.Timeout));
                peers[i] = null; // the conversation disposes it
                programs[i] = new ExternalProgram(
                    conversation, new HelloMessage(Math.Min(share, count - (i * share)), i * share, given), name, TimeOf(settings.StartTimeout));
            }
        }
        finally
        {
            Foundation.Disposal.OfAll(peers);
        }
    }

    private static SocketPeer Connect(string name, ExternalSettings settings)
    {
        try
        {
            return SocketPeer.Connect(settings.Address, TimeOf(settings.StartTimeout));
        }
        catch (TimeoutException late)
        {
            throw new EnvironmentContractException(name, $"{late.Message}; it was waited for as long as env.start_timeout says");
        }
    }

    private static TimeSpan? TimeOf(double seconds) => seconds == 0 ? null : TimeSpan.FromSeconds(seconds);
}
