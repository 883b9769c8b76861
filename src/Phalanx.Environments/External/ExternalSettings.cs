using Phalanx.Settings;

namespace Phalanx.Environments.External;

/// <summary>The settings of <c>external</c>: which program is the environment, and how it is asked.</summary>
public sealed record ExternalSettings
{
    /// <summary>The program and its arguments, in words as a shell would split them; no shell is started.</summary>
    [Setting("the program that is the environment, with its arguments; quotes and backslashes keep words together, and no shell is started")]
    public string Command { get; init; } = "";

    /// <summary>Where a program that runs already listens: <c>unix:/path</c>, or a loopback address with a port.</summary>
    [Setting("where a program that runs already listens, in place of env.command: unix:/path, or a loopback address such as 127.0.0.1:5005")]
    public string Address { get; init; } = "";

    /// <summary>How many times the program is started. Environments are shared out among them in order.</summary>
    [Setting("how many times env.command is started; environments are shared out among them", Min = 1, Max = 256)]
    public int Processes { get; init; } = 1;

    /// <summary>How many environments one program can hold at once; 0 for any number.</summary>
    [Setting("how many environments one program can hold at once; 0 for any number", Min = 0, Max = 65536)]
    public int Most { get; init; }

    /// <summary>A JSON object that the program is given as its settings.</summary>
    [Setting("a JSON object that the program is given as its settings; empty for none")]
    public string Settings { get; init; } = "";

    /// <summary>Seconds that an answer is waited for; 0 waits for ever.</summary>
    [Setting("seconds that an answer is waited for; 0 waits for ever", Min = 0, Max = 86400)]
    public double Timeout { get; init; } = 60;

    /// <summary>Seconds that the program may take to start, or to listen; 0 waits for ever.</summary>
    [Setting("seconds that the program may take to start, or to listen; 0 waits for ever", Min = 0, Max = 86400)]
    public double StartTimeout { get; init; } = 60;
}
