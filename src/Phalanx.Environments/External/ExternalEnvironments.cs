using Phalanx.Foundation;

namespace Phalanx.Environments.External;

/// <summary>
/// Environments that other programs hold: each program some of them, in order. A step is one question to each program; all are asked before the first is
/// waited for. What is to be seen comes with the answer, so that to write it is to copy it.
/// </summary>
internal sealed class ExternalEnvironments : IEnvironmentBatch
{
    private readonly ExternalProgram[] _programs;
    private readonly int _share;
    private readonly bool _masks;

    /// <summary>Starts the programs, or connects to the one that runs.</summary>
    /// <param name="name">The name under which the environment is known here.</param>
    /// <param name="settings">Which programs.</param>
    /// <param name="count">How many environments.</param>
    /// <param name="listener">Is given the lines of the programs' standard errors, one at a time from any thread; null for none.</param>
    /// <exception cref="UserErrorException">The settings cannot work, or a program cannot be started.</exception>
    /// <exception cref="EnvironmentContractException">A program does not say what its environments are.</exception>
    public ExternalEnvironments(string name, ExternalSettings settings, int count, Action<string>? listener = null)
    {
        ExternalRules.ThrowIfUnusable(settings, count);
        _share = (count + settings.Processes - 1) / settings.Processes;
        _programs = new ExternalProgram[(count + _share - 1) / _share];
        Count = count;
        try
        {
            ProgramStarts.Start(name, settings, count, _share, listener, _programs);
            Spec = _programs[0].Told.Spec;
            _masks = _programs[0].Told.Masks;
            ThrowIfDifferent(name);
        }
        catch
        {
            Disposal.AfterFailure(this);
            throw;
        }
    }

    private delegate ReadOnlySpan<T> View<T>(SeenViews views);

    public EnvironmentSpec Spec { get; }

    public int Count { get; }

    public void Reset(int environment, ulong seed)
    {
        ExternalProgram program = Of(environment);
        using Lock.Scope scope = program.Gate.EnterScope();
        try
        {
            program.Reset(environment - program.First, seed);
        }
        catch (ConversationException over)
        {
            throw new EnvironmentContractException(Spec.Name, seed, 0, over.Message);
        }
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        ConversationException? over = null;
        int asked = 0;
        Span<bool> waits = stackalloc bool[_programs.Length];
        try
        {
            // Always in ascending order, so that two threads never wait for each other.
            for (; asked < _programs.Length; asked++)
            {
                _programs[asked].Gate.Enter();
                waits[asked] = _programs[asked].AskStep(environments, actions);
                if (!waits[asked])
                {
                    _programs[asked].Gate.Exit();
                }
            }
        }
        finally
        {
            // All that were asked are heard out, so that the next question finds none with an answer to another.
            for (int i = 0; i < asked; i++)
            {
                if (waits[i])
                {
                    over = HearOut(_programs[i], results) ?? over;
                    _programs[i].Gate.Exit();
                }
            }
        }

        if (over is not null)
        {
            throw new EnvironmentContractException(Spec.Name, over.Message);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) =>
        Write(environments, observations, Spec.Agents * Spec.ObservationSize, static views => views.Observations);

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => Write(environments, states, Spec.StateSize, static views => views.State);

    public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available)
    {
        if (_masks)
        {
            Write(environments, available, Spec.Agents * Spec.Actions.Count, static views => views.Available);
        }
        else
        {
            available.Fill(true);
        }
    }

    public void WriteAlive(ReadOnlySpan<int> environments, Span<bool> alive)
    {
        if (Spec.DeclaresAlive)
        {
            Write(environments, alive, Spec.Agents, static views => views.Alive);
        }
        else
        {
            alive.Fill(true);
        }
    }

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics) =>
        Write(environments, statistics, Spec.Statistics.Count, static views => views.Statistics);

    public void WriteAgentFeatures(ReadOnlySpan<int> environments, Span<float> features) =>
        Write(environments, features, Spec.Agents * Spec.AgentFeatureSize, static views => views.AgentFeatures);

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        if (Spec.Entities is { } entities)
        {
            Write(environments, rows, entities.Count * entities.Width, static views => views.Entities);
            Write(environments, absent, entities.Count, static views => views.Absent);
            Write(environments, hidden, Spec.Agents * entities.Count, static views => views.Hidden);
        }
    }

    public void Dispose()
    {
        // All are told before the first is waited for: a stopped run has few seconds, also for programs that do not end by themselves.
        foreach (ExternalProgram? program in _programs)
        {
            program?.Leave();
        }

        Disposal.OfAll(_programs);
    }

    private static ConversationException? HearOut(ExternalProgram program, Span<StepResult> results)
    {
        try
        {
            program.AnswerStep(results);
            return null;
        }
        catch (ConversationException over)
        {
            return over;
        }
    }

    private ExternalProgram Of(int environment) => _programs[environment / _share];

    private void Write(ReadOnlySpan<int> environments, Span<float> values, int width, View<float> view)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            ExternalProgram program = Of(environments[row]);
            view(program.Views).Slice((environments[row] - program.First) * width, width).CopyTo(Buffers.Row(values, row, width));
        }
    }

    private void Write(ReadOnlySpan<int> environments, Span<bool> values, int width, View<byte> view)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            ExternalProgram program = Of(environments[row]);
            ReadOnlySpan<byte> told = view(program.Views).Slice((environments[row] - program.First) * width, width);
            Span<bool> written = Buffers.Row(values, row, width);
            for (int i = 0; i < width; i++)
            {
                written[i] = told[i] != 0;
            }
        }
    }

    private void ThrowIfDifferent(string name)
    {
        foreach (ExternalProgram program in _programs)
        {
            IReadOnlyList<SpecDifference> differences = SpecDifference.Between(Spec, program.Told.Spec);
            if (program.Told.Masks != _masks)
            {
                differences = [.. differences, new SpecDifference("masks", Flag(_masks), Flag(program.Told.Masks))];
            }

            if (differences is [var first, ..])
            {
                throw new EnvironmentContractException(name, $"{_programs[0].Name} says that {first.Property} is {first.One}, and {program.Name} that it is {first.Other}; they must be equal");
            }
        }
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
