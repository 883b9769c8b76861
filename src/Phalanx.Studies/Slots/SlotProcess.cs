using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Phalanx.Foundation;

namespace Phalanx.Studies.Slots;

/// <summary>A slot as the process that owns the study sees it: a child that trains one cell at a time.</summary>
public sealed class SlotProcess : IDisposable
{
    private readonly Process _process;
    private readonly Lock _writing = new();

    private SlotProcess(Process process) => _process = process;

    /// <summary>Starts a slot.</summary>
    /// <param name="program">The program and its arguments; by default this program, started again with <see cref="SlotProgram.Word"/>.</param>
    /// <exception cref="UserErrorException">The system does not start it.</exception>
    public static SlotProcess Start(ProcessStartInfo? program = null)
    {
        ProcessStartInfo start = program ?? ThisProgram();
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.UseShellExecute) = (true, true, false);
        try
        {
            return new SlotProcess(Process.Start(start)!);
        }
        catch (Win32Exception refusal)
        {
            throw new UserErrorException($"cannot start '{start.FileName}' to train in: {refusal.Message}", refusal);
        }
    }

    /// <summary>This program, started again as a slot.</summary>
    public static ProcessStartInfo ThisProgram() => ThisProgram(SlotProgram.Word);

    /// <summary>This program, started again.</summary>
    /// <param name="arguments">The arguments that say as what.</param>
    public static ProcessStartInfo ThisProgram(params IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var start = new ProcessStartInfo(Environment.ProcessPath!);

        // Where the program is a library that 'dotnet' runs, it comes first.
        string[] words = Environment.GetCommandLineArgs();
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath)!.Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(words[0]);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Trains a cell, and returns how it ended. Where the process ends without a word, that is an end too.</summary>
    /// <param name="order">The cell.</param>
    /// <param name="progress">Is told how far it is, on this thread.</param>
    public SlotReport Train(SlotOrder order, Action<SlotReport> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return Ask(SlotJson.Line(order), progress);
    }

    /// <summary>Asks the slot what it computes in.</summary>
    /// <exception cref="UserErrorException">The slot cannot tell, because a switch of its has a value that is not allowed, or it does not start.</exception>
    public SlotClass AskClass()
    {
        SlotReport answer = Ask(SlotProgram.ClassQuestion, _ => { });
        return answer.Class ?? throw new UserErrorException(answer.Message ?? "a slot does not tell what it computes in");
    }

    private SlotReport Ask(string line, Action<SlotReport> progress)
    {
        try
        {
            Write(line);
            while (_process.StandardOutput.ReadLine() is { } answer)
            {
                SlotReport report = JsonSerializer.Deserialize(answer, SlotJson.Default.SlotReport)!;
                if (report.Outcome is not null)
                {
                    return report;
                }

                progress(report);
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // The process is gone, or was told to end.
        }
        catch (JsonException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
        return new SlotReport { Outcome = SlotOutcome.Killed, Message = $"the process that trained it ended with code {_process.ExitCode}" };
    }

    /// <summary>Tells the slot to hold these checkpoints of what it trains, and no others. Its answer is a report with <see cref="SlotReport.Held"/>; a slot that trains nothing gives none.</summary>
    /// <param name="checkpoints">The environment steps that name them.</param>
    public void Hold(IEnumerable<long> checkpoints)
    {
        try
        {
            Write(HeldCheckpoints.LineOf(checkpoints));
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // The process is gone, or was told to end.
        }
    }

    /// <summary>The number that the system knows the process by.</summary>
    public int Id => _process.Id;

    private void Write(string line)
    {
        lock (_writing)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
    }

    /// <summary>Tells the slot to save what it trains, and to end.</summary>
    public void Stop()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException)
        {
            // The process is gone.
        }
    }

    /// <summary>Ends the slot's process at once. What it saved before is whole.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Stops the slot and waits for its end.</summary>
    public void Dispose()
    {
        Stop();
        _process.WaitForExit();
        _process.Dispose();
    }
}
