//! The same small world as meeting.py, in Rust: two agents walk on a line and are to meet in a cell that the seed decides.
//!
//!     rustc --edition 2021 -O -o meeting examples/external/meeting.rs
//!     phalanx train qmix external --set env.command=./meeting

mod phalanx_env;

use phalanx_env::{Actions, Episode, Seen, Sizes, World};

const CELLS: i32 = 7;
const LIMIT: i32 = 20;
const AGENTS: usize = 2;
const ACTIONS: usize = 3;

const SPEC: &str = r#"{"protocol":1,"name":"meeting","agents":2,"actions":{"names":["left","stay","right"]},
"observation_size":3,"state_size":3,"episode_limit":20,"statistics":["met"],"masks":true}"#;

#[derive(Default)]
struct Meeting {
    goal: i32,
    places: [i32; AGENTS],
    steps: i32,
}

impl Meeting {
    fn have_met(&self) -> bool {
        self.places.iter().all(|&place| place == self.goal)
    }
}

impl World for Meeting {
    fn reset(&mut self, seed: u64) {
        self.goal = 1 + (seed % (CELLS as u64 - 2)) as i32;
        self.places = [0, CELLS - 1];
        self.steps = 0;
    }

    fn step(&mut self, actions: Actions) -> (f64, Episode) {
        if let Actions::Choices(actions) = actions {
            for (place, action) in self.places.iter_mut().zip(actions) {
                *place += action - 1;
            }
        }
        self.steps += 1;
        if self.have_met() {
            (10.0, Episode::Terminated)
        } else {
            (-0.1, if self.steps == LIMIT { Episode::Truncated } else { Episode::Runs })
        }
    }

    fn see(&self, seen: &mut Seen) {
        let share = |part: i32, whole: i32| (f64::from(part) / f64::from(whole)) as f32;
        for &place in &self.places {
            // An agent sees itself and the goal; where the other is, it has to guess from the time.
            seen.observations.extend([share(place, CELLS), share(self.goal, CELLS), share(self.steps, LIMIT)]);
            seen.state.push(share(place, CELLS));
            seen.available.extend([place > 0, true, place < CELLS - 1]);
        }
        seen.state.push(share(self.goal, CELLS));
        seen.statistics.push(f32::from(u8::from(self.have_met())));
    }
}

fn main() -> std::io::Result<()> {
    let sizes = Sizes {
        agents: AGENTS,
        observations: AGENTS * 3,
        state: AGENTS + 1,
        available: AGENTS * ACTIONS,
        statistics: 1,
        ..Sizes::default()
    };
    phalanx_env::serve(SPEC, sizes, |_| Meeting::default())
}
