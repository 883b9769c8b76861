//! Offers environments written in Rust to Phalanx: copy this one file beside yours, implement `World` and call `serve`. It needs the standard library alone.
//! docs/external.md has the messages, meeting.rs is an example. Standard output belongs to the conversation: print with `eprintln!`.

use std::io::{self, Read, Write};

/// What the team does: the number of an action for each agent, or each agent's numbers one after the other.
#[allow(dead_code)]
pub enum Actions<'a> {
    Choices(&'a [i32]),
    Numbers(&'a [f32]),
}

/// Whether an episode goes on.
#[allow(dead_code)]
#[derive(Clone, Copy)]
pub enum Episode {
    Runs = 0,
    Terminated = 1,
    Truncated = 2,
}

/// One environment.
pub trait World {
    /// Begins an episode; all that is random in it comes from the seed.
    fn reset(&mut self, seed: u64);
    /// Takes a step and returns the team's reward.
    fn step(&mut self, actions: Actions) -> (f64, Episode);
    /// Pushes what there is to see now, of each view that its size says.
    fn see(&self, seen: &mut Seen);
}

/// How many numbers or flags of each view one environment has. Views that it does not have are 0.
#[derive(Clone, Copy, Default)]
pub struct Sizes {
    pub agents: usize,
    /// Numbers of a continuous action; 0 where actions are discrete.
    pub dimensions: usize,
    pub observations: usize,
    pub state: usize,
    pub available: usize,
    pub alive: usize,
    pub statistics: usize,
    pub features: usize,
    pub entities: usize,
    pub absent: usize,
    pub hidden: usize,
}

/// What is seen of the environments that were asked about, one after the other.
#[derive(Default)]
pub struct Seen {
    pub observations: Vec<f32>,
    pub state: Vec<f32>,
    pub available: Vec<bool>,
    pub alive: Vec<bool>,
    pub statistics: Vec<f32>,
    pub features: Vec<f32>,
    pub entities: Vec<f32>,
    pub absent: Vec<bool>,
    pub hidden: Vec<bool>,
}

const GREETING: &[u8; 8] = b"PHXENV1\n";
const HELLO: u16 = 1;
const SPEC: u16 = 2;
const RESET: u16 = 3;
const STEP: u16 = 4;
const SEEN: u16 = 5;
const STEPPED: u16 = 6;
const ERROR: u16 = 7;

/// Speaks with Phalanx by standard input and output until it says good-bye. `spec` is JSON as docs/external.md has it, `make` is given the JSON of HELLO.
pub fn serve<W: World>(spec: &str, sizes: Sizes, make: impl Fn(&str) -> W) -> io::Result<()> {
    ignore_interrupts();
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    output.write_all(GREETING)?;
    output.flush()?;
    let mut greeting = [0; 8];
    input.read_exact(&mut greeting)?;
    if &greeting != GREETING {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "what comes is no greeting of a Phalanx"));
    }
    let mut worlds: Vec<W> = Vec::new();
    let mut header = [0; 8];
    while input.read_exact(&mut header).is_ok() {
        let mut question = vec![0; word(&header, 0) as usize];
        input.read_exact(&mut question)?;
        let kind = u16::from_le_bytes([header[4], header[5]]);
        let (answer, body) = match kind {
            HELLO => {
                let hello = String::from_utf8_lossy(&question);
                worlds = (0..count_of(&hello)).map(|_| make(&hello)).collect();
                (SPEC, Ok(spec.as_bytes().to_vec()))
            }
            RESET => (SEEN, reset(&mut worlds, sizes, &question)),
            STEP => (STEPPED, step(&mut worlds, sizes, &question)),
            _ => return Ok(()),
        };
        let (answer, body) = match body {
            Ok(body) => (answer, body),
            Err(sentence) => (ERROR, sentence.into_bytes()),
        };
        let mut frame = (body.len() as u32).to_le_bytes().to_vec();
        frame.extend(answer.to_le_bytes());
        frame.extend(&header[6..]);
        frame.extend(body);
        output.write_all(&frame)?;
        output.flush()?;
    }
    Ok(())
}

fn reset<W: World>(worlds: &mut [W], sizes: Sizes, question: &[u8]) -> Result<Vec<u8>, String> {
    let n = word(question, 0) as usize;
    let which: Vec<usize> = (0..n).map(|i| word(question, 8 + 8 * n + 4 * i) as usize).collect();
    for (i, &world) in which.iter().enumerate() {
        let seed = u64::from(word(question, 8 + 8 * i)) | u64::from(word(question, 12 + 8 * i)) << 32;
        worlds[world].reset(seed);
    }
    let mut body = Vec::new();
    see(worlds, sizes, &which, &mut body)?;
    Ok(body)
}

fn step<W: World>(worlds: &mut [W], sizes: Sizes, question: &[u8]) -> Result<Vec<u8>, String> {
    let n = word(question, 0) as usize;
    let which: Vec<usize> = (0..n).map(|i| word(question, 8 + 4 * i) as usize).collect();
    let words = (question.len() - 8 - padded(4 * n)) / 4;
    let actions: Vec<u32> = (0..words).map(|i| word(question, 8 + padded(4 * n) + 4 * i)).collect();
    let width = sizes.agents * sizes.dimensions.max(1);
    let (mut rewards, mut ends) = (Vec::new(), Vec::new());
    for (i, &world) in which.iter().enumerate() {
        let own = &actions[width * i..width * (i + 1)];
        let (reward, end) = if sizes.dimensions == 0 {
            worlds[world].step(Actions::Choices(&own.iter().map(|&action| action as i32).collect::<Vec<_>>()))
        } else {
            worlds[world].step(Actions::Numbers(&own.iter().map(|&number| f32::from_bits(number)).collect::<Vec<_>>()))
        };
        rewards.extend(reward.to_le_bytes());
        ends.push(end as u8);
    }
    ends.resize(padded(n), 0);
    rewards.extend(ends);
    see(worlds, sizes, &which, &mut rewards)?;
    Ok(rewards)
}

fn see<W: World>(worlds: &[W], sizes: Sizes, which: &[usize], body: &mut Vec<u8>) -> Result<(), String> {
    let mut seen = Seen::default();
    which.iter().for_each(|&world| worlds[world].see(&mut seen));
    let n = which.len();
    numbers("observations", &seen.observations, n * sizes.observations, body)?;
    numbers("state", &seen.state, n * sizes.state, body)?;
    flags("available", &seen.available, n * sizes.available, body)?;
    flags("alive", &seen.alive, n * sizes.alive, body)?;
    numbers("statistics", &seen.statistics, n * sizes.statistics, body)?;
    numbers("features", &seen.features, n * sizes.features, body)?;
    numbers("entities", &seen.entities, n * sizes.entities, body)?;
    flags("absent", &seen.absent, n * sizes.absent, body)?;
    flags("hidden", &seen.hidden, n * sizes.hidden, body)
}

fn numbers(name: &str, values: &[f32], expected: usize, body: &mut Vec<u8>) -> Result<(), String> {
    block(name, values.len(), expected, body, values.iter().flat_map(|value| value.to_le_bytes()))
}

fn flags(name: &str, values: &[bool], expected: usize, body: &mut Vec<u8>) -> Result<(), String> {
    block(name, values.len(), expected, body, values.iter().map(|&value| u8::from(value)))
}

fn block(name: &str, given: usize, expected: usize, body: &mut Vec<u8>, bytes: impl Iterator<Item = u8>) -> Result<(), String> {
    if given != expected {
        return Err(format!("see() pushed {} {}; {} were declared", given, name, expected));
    }
    body.extend(bytes);
    body.resize(padded(body.len()), 0);
    Ok(())
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn padded(bytes: usize) -> usize {
    (bytes + 7) & !7
}

/// All that is asked of the JSON here.
fn count_of(hello: &str) -> usize {
    let rest = hello.split("\"environments\":").nth(1).unwrap_or("1");
    rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(1)
}

/// A Ctrl-C at the terminal is for Phalanx, which saves its run and then says good-bye.
#[cfg(unix)]
fn ignore_interrupts() {
    extern "C" {
        fn signal(number: i32, handler: usize) -> usize;
    }
    const INTERRUPT: i32 = 2;
    const IGNORE: usize = 1;
    unsafe {
        signal(INTERRUPT, IGNORE);
    }
}

#[cfg(not(unix))]
fn ignore_interrupts() {}
