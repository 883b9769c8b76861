using System.Globalization;

namespace Phalanx.Environments.External;

/// <summary>A program with the environments that it holds. One thread at a time speaks with it; the one that does holds <see cref="Gate"/>.</summary>
internal sealed class ExternalProgram : IDisposable
{
    private readonly Conversation _conversation;
    private readonly MessageLayout _layout;
    private readonly int[] _own;
    private readonly int[] _rows;
    private int _asked;
    private ulong? _seed;

    /// <summary>Speaks with a program for the first time.</summary>
    /// <param name="conversation">With the program; it is disposed with this, also when this constructor throws.</param>
    /// <param name="hello">What it is told.</param>
    /// <param name="name">The name under which the environment is known here.</param>
    /// <param name="patience">How long it may take to start; null for ever.</param>
    /// <exception cref="EnvironmentContractException">It does not say what its environments are.</exception>
    public ExternalProgram(Conversation conversation, HelloMessage hello, string name, TimeSpan? patience)
    {
        _conversation = conversation;
        (First, Count) = (hello.First, hello.Environments);
        _own = new int[Count];
        _rows = new int[Count];
        try
        {
            conversation.Greet(patience);
            byte[] text = hello.Write();
            text.CopyTo(conversation.Begin(text.Length));
            conversation.About = () => "what its environments are";
            conversation.Ask(MessageKind.Hello, patience);
            byte[] spec = conversation.Answer(MessageKind.Spec, length: null, patience, "env.start_timeout").ToArray();
            Told = SpecMessage.Read(spec, name);
        }
        catch (FormatException refused)
        {
            conversation.Dispose();
            throw new EnvironmentContractException(name, $"{conversation.Name} says what its environments are, but {refused.Message}");
        }
        catch (ConversationException over)
        {
            conversation.Dispose();
            throw new EnvironmentContractException(name, over.Message);
        }

        _layout = new MessageLayout(Told.Spec, Told.Masks);
        Views = new SeenViews(_layout, Count);
        conversation.About = DescribeQuestion;
    }

    /// <summary>What it tells that its environments are.</summary>
    public SpecMessage Told { get; }

    /// <summary>The number of its first environment among all.</summary>
    public int First { get; }

    /// <summary>How many it holds.</summary>
    public int Count { get; }

    /// <summary>What was last seen of its environments, by their places in this program.</summary>
    public SeenViews Views { get; }

    /// <summary>Is held while it is spoken with.</summary>
    public Lock Gate { get; } = new();

    /// <summary>What it is called.</summary>
    public string Name => _conversation.Name;

    /// <summary>Begins an episode.</summary>
    /// <param name="environment">The environment, by its place in this program.</param>
    /// <param name="seed">The seed.</param>
    public void Reset(int environment, ulong seed)
    {
        (_own[0], _asked, _seed) = (environment, 1, seed);
        var blocks = new BodyBlocks(_conversation.Begin(MessageLayout.ResetLength(1)));
        blocks.Next<uint>(2)[0] = 1;
        blocks.Next<ulong>(1)[0] = seed;
        blocks.Next<int>(1)[0] = environment;
        _conversation.Ask(MessageKind.Reset);
        var seen = new BodyBlocks(_conversation.Answer(MessageKind.Seen, _layout.SeenLength(1)));
        Views.Take(ref seen, _own.AsSpan(0, 1));
    }

    /// <summary>Asks those of some environments that it holds for a step.</summary>
    /// <param name="environments">The environments, by their numbers among all.</param>
    /// <param name="actions">What their agents do.</param>
    /// <returns>Whether any of them is here.</returns>
    public bool AskStep(ReadOnlySpan<int> environments, JointAction actions)
    {
        Choose(environments);
        if (_asked == 0)
        {
            return false;
        }

        var blocks = new BodyBlocks(_conversation.Begin(_layout.StepLength(_asked)));
        blocks.Next<uint>(2)[0] = (uint)_asked;
        _own.AsSpan(0, _asked).CopyTo(blocks.Next<int>(_asked));
        if (Told.Spec.Actions.IsDiscrete)
        {
            Gather(actions.Discrete, blocks.Next<int>(_asked * _layout.Actions));
        }
        else
        {
            Gather(actions.Continuous, blocks.Next<float>(_asked * _layout.Actions));
        }

        _conversation.Ask(MessageKind.Step);
        return true;
    }

    /// <summary>Waits for what the step led to that was asked for.</summary>
    /// <param name="results">What each environment's step led to, in the order in which all were named.</param>
    public void AnswerStep(Span<StepResult> results)
    {
        var blocks = new BodyBlocks(_conversation.Answer(MessageKind.Stepped, _layout.SteppedLength(_asked)));
        ReadOnlySpan<double> rewards = blocks.Next<double>(_asked);
        ReadOnlySpan<byte> ended = blocks.Next<byte>(_asked);
        for (int i = 0; i < _asked; i++)
        {
            results[_rows[i]] = new StepResult(rewards[i], (ended[i] & 1) != 0, (ended[i] & 2) != 0);
        }

        Views.Take(ref blocks, _own.AsSpan(0, _asked));
    }

    /// <summary>Tells it to end, and does not wait.</summary>
    public void Leave() => _conversation.Leave();

    /// <summary>Lets it end.</summary>
    public void Dispose() => _conversation.Dispose();

    private void Choose(ReadOnlySpan<int> environments)
    {
        (_asked, _seed) = (0, null);
        for (int row = 0; row < environments.Length; row++)
        {
            int own = environments[row] - First;
            if ((uint)own < (uint)Count)
            {
                (_own[_asked], _rows[_asked]) = (own, row);
                _asked++;
            }
        }
    }

    private void Gather<T>(ReadOnlySpan<T> all, Span<T> own)
    {
        for (int i = 0; i < _asked; i++)
        {
            all.Slice(_rows[i] * _layout.Actions, _layout.Actions).CopyTo(own[(i * _layout.Actions)..]);
        }
    }

    private string DescribeQuestion()
    {
        (int first, int last) = (First + _own[0], First + _own[_asked - 1]);
        string where = first == last ? $"environment {first}" : $"environments {first} to {last}";
        return string.Create(CultureInfo.InvariantCulture, $"{(_seed is { } seed ? $"the episode of seed {seed} in" : "a step of")} {where}");
    }
}
